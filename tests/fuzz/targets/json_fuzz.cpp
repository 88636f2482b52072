// The JSON reader, and the reader of field tables behind it.

#include "app/api/json/json_reader.h"
#include "engines/kit/field_reader.h"
#include "engines/kit/json_writer.h"
#include "engines/marketdata/contract/import.h"
#include "tests/fuzz/targets/fuzz_target.h"

using namespace nautilus;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto value = api::readJson(fuzz::textOf(data, size));
    if (!value) {
        fuzz::require(!value.error().empty() && !value.error().front().message.empty(), "a refusal says why");
        return 0;
    }
    const auto written = kit::toJson(*value);
    const auto again = api::readJson(written);
    fuzz::require(again.has_value(), "what was written can be read");
    fuzz::require(kit::toJson(*again) == written, "reading and writing changes nothing more");
    kit::FieldReader reader;
    const auto request = reader.read<marketdata::ImportRequest>(*value);
    if (!request)
        for (const auto& error : request.error())
            fuzz::require(!error.message.empty(), "a wrong field says what is wrong");
    return 0;
}
