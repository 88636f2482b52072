#include "app/statement/ofx_program.h"

#include "app/platform/platform.h"
#include "app/statement/ofx_rows.h"
#include "engines/kit/json_writer.h"
#include "engines/kit/value.h"

#include <libofx/libofx.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace nautilus::statement {

using kit::Value;

namespace {

constexpr std::int64_t kMostMemory = 1LL << 30;
constexpr std::int64_t kMostSeconds = 15;
constexpr std::int64_t kMostFile = 256LL << 20;

std::string day(time_t when) {
    tm parts{};
    gmtime_r(&when, &parts);
    char out[16];
    std::strftime(out, sizeof out, "%Y-%m-%d", &parts);
    return out;
}

OfxTransaction plain(const OfxTransactionData& data) {
    OfxTransaction out;
    if (data.account_id_valid) out.account = data.account_id;
    if (data.fi_id_valid) out.number = data.fi_id;
    if (data.invtransactiontype_valid) out.investment = static_cast<int>(data.invtransactiontype);
    if (data.transactiontype_valid) out.cash = static_cast<int>(data.transactiontype);
    if (data.income_type_valid) out.income = static_cast<int>(data.income_type);
    if (data.buy_type_valid) out.covers = data.buy_type == OfxTransactionData::OFX_BUY_TYPE_BUYTOCOVER;
    if (data.units_valid) out.units = data.units;
    if (data.unitprice_valid) out.price = data.unitprice;
    if (data.amount_valid) out.amount = data.amount;
    if (data.commission_valid) out.charges += data.commission;
    if (data.fees_valid) out.charges += data.fees;
    if (data.load_valid) out.charges += data.load;
    out.charges = cents(out.charges);
    if (data.newunits_valid) out.new_units = data.newunits;
    if (data.oldunits_valid) out.old_units = data.oldunits;
    if (data.date_initiated_valid)
        out.date = day(data.date_initiated);
    else if (data.date_posted_valid)
        out.date = day(data.date_posted);
    if (data.date_purchase_valid) out.acquired = day(data.date_purchase);
    if (data.currency_valid) out.currency = data.currency;
    out.foreign = data.currency_ratio_valid && data.currency_ratio != 1;
    if (data.security_data_valid && data.security_data_ptr) {
        const auto& security = *data.security_data_ptr;
        if (security.ticker_valid) out.ticker = security.ticker;
        if (security.secname_valid) out.security = security.secname;
    }
    if (data.unique_id_valid) out.security_id = data.unique_id;
    if (data.memo_valid) out.memo = data.memo;
    if (out.memo.empty() && data.name_valid) out.memo = data.name;
    return out;
}

int take(const OfxTransactionData data, void* rows) {
    auto& list = *static_cast<Value::Array*>(rows);
    for (auto& row : rowsOf(plain(data)))
        list.push_back(std::move(row));
    return 0;
}

/// A private folder that goes with everything in it.
struct Folder {
    std::string path = platform::makeTemporaryFolder("nautilus-ofx");
    Folder() = default;
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder() {
        std::error_code error;
        if (!path.empty()) std::filesystem::remove_all(path, error);
    }
};

} // namespace

int runOfxProgram() {
    platform::limitThisProcess(kMostMemory, kMostSeconds, kMostFile);
    platform::setEnvironment("TZ", "UTC");
    const Folder folder;
    if (folder.path.empty()) return 2;
    platform::setEnvironment("TMPDIR", folder.path);
    const std::string file = folder.path + "/statement.ofx";
    std::ofstream(file, std::ios::binary) << std::cin.rdbuf();
    Value::Array rows;
    auto* context = libofx_get_new_context();
    ofx_set_transaction_cb(context, take, &rows);
    const int failed = libofx_proc_file(context, file.c_str(), OFX);
    libofx_free_context(context);
    if (failed) return 3;
    Value answer{Value::Object{}};
    answer.set("rows", Value(std::move(rows)));
    std::cout << kit::toJson(answer) << std::flush;
    return std::cout.good() ? 0 : 4;
}

} // namespace nautilus::statement
