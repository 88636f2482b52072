#include "app/api/binding/lineage_operation.h"

#include "app/api/json/json_reader.h"

#include <algorithm>
#include <charconv>

namespace nautilus::api {

using kit::ErrorCode;
using kit::fail;
using kit::field;
using kit::LineageNode;
using kit::LineageQuestion;
using kit::Result;
using kit::Value;

namespace {

struct LineageRequest {
    std::string operation;
    Value parameters;
    std::string pointer;

    static constexpr auto fields() {
        using R = LineageRequest;
        return std::make_tuple(
            field("operation", &R::operation).required().size(1, 128).doc("Operation id of the answer"),
            field("parameters", &R::parameters).doc("What that operation was asked with"),
            field("pointer", &R::pointer)
                .required()
                .size(1, 1024)
                .doc("JSON pointer of the value, /data/...; of a table /data/rows/ROW/COLUMN, where COLUMN "
                     "is a number or a name"));
    }
};

/// RFC 6901; a leading "data" is left out.
std::vector<std::string> partsOf(std::string_view pointer) {
    std::vector<std::string> out;
    while (!pointer.empty()) {
        pointer.remove_prefix(1);
        const auto slash = pointer.find('/');
        std::string part(pointer.substr(0, slash));
        for (const auto& [escaped, plain] : {std::pair{"~1", "/"}, std::pair{"~0", "~"}})
            for (std::size_t at = 0; (at = part.find(escaped, at)) != std::string::npos; ++at)
                part.replace(at, 2, plain);
        out.push_back(std::move(part));
        if (slash == std::string_view::npos) break;
        pointer.remove_prefix(slash);
    }
    if (!out.empty() && out.front() == "data") out.erase(out.begin());
    return out;
}

std::optional<std::size_t> indexOf(const std::string& text) {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), index);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return index;
}

const Value* at(const Value& value, const std::string& part) {
    if (const auto* list = value.as<Value::Array>()) {
        const auto index = indexOf(part);
        return index && *index < list->size() ? &(*list)[*index] : nullptr;
    }
    return value.find(part);
}

tl::unexpected<kit::Errors> noSuchValue() {
    return fail(ErrorCode::NotFound, "the answer has no such value", "/pointer");
}

/// Fills value, and row and column when the answer is a table.
Result<void> locate(const Value& data, LineageQuestion& question) {
    auto& path = question.path;
    const auto* columns = data.find("columns");
    const auto* names = columns ? columns->as<Value::Array>() : nullptr;
    if (names && path.size() == 3 && path[0] == "rows") {
        const auto* rows = data.find("rows");
        const auto* row = rows ? at(*rows, path[1]) : nullptr;
        const auto* cells = row ? row->as<Value::Array>() : nullptr;
        if (!cells || cells->size() != names->size()) return noSuchValue();
        for (std::size_t c = 0; c < names->size(); ++c) {
            const auto& name = *(*names)[c].as<std::string>();
            question.row.set(name, (*cells)[c]);
            if (path[2] == name || indexOf(path[2]) == c) {
                question.column = name;
                question.value = (*cells)[c];
            }
        }
        return question.column.empty() ? noSuchValue() : Result<void>{};
    }
    const Value* value = &data;
    for (const auto& part : path)
        if (!(value = at(*value, part))) return noSuchValue();
    question.value = *value;
    return {};
}

/// What the operation's own schema says of a value: the story of values that an engine does not explain.
LineageNode described(const kit::Operation& operation, const LineageQuestion& question) {
    LineageNode node;
    for (const auto& part : question.path)
        node.label += (node.label.empty() ? "" : " / ") + part;
    if (!question.column.empty()) node.label = question.column;
    const Value* schema = &operation.result_schema;
    for (const auto& part : question.path) {
        const Value* inner = schema->find("properties");
        inner = inner ? inner->find(part) : nullptr;
        if (!inner) inner = schema->find("additionalProperties");
        if (!inner) inner = schema->find("items");
        if (!inner) break;
        schema = inner;
    }
    const auto text = [schema](const char* name) {
        const auto* found = schema->find(name);
        const auto* words = found ? found->as<std::string>() : nullptr;
        return words ? *words : std::string();
    };
    node.formula_words = text("description");
    if (node.formula_words.empty()) node.formula_words = operation.summary;
    node.unit = text("x-unit");
    return node;
}

void complete(LineageNode& node, const LineageQuestion& question, const kit::Call& asked,
              const std::string& version) {
    if (node.value.isNull()) node.value = question.value;
    node.version = version;
    if (asked.catalog_epoch) node.run = "catalog epoch " + std::to_string(*asked.catalog_epoch);
    std::string pointer = "/data";
    for (const auto& part : question.path)
        pointer += "/" + part;
    for (const auto& warning : asked.warnings)
        if (pointer.starts_with(warning.pointer) &&
            std::ranges::find(node.warnings, warning.message) == node.warnings.end())
            node.warnings.push_back(warning.message);
}

/// The engine behind an operation; nullptr for those of the program itself.
kit::Engine* engineOf(runtime::Supervisor& supervisor, const kit::Operation& operation) {
    return supervisor.engine(operation.engine());
}

void explainAnswer(runtime::Supervisor& supervisor, const kit::Operation& target, LineageQuestion question,
                   const kit::CallPtr& asked, const kit::Reply& reply, const kit::Done<LineageNode>& done) {
    const auto data = readJson(reply.body);
    if (!data) return done(fail(ErrorCode::Unsupported, "the answer has no single values", "/operation"));
    question.data_as_of = asked->data_as_of;
    if (auto found = locate(*data, question); !found) return done(kit::failAs(found));
    auto* engine = engineOf(supervisor, target);
    if (!engine) {
        auto node = described(target, question);
        complete(node, question, *asked, NAUTILUS_VERSION);
        return done(std::move(node));
    }
    engine->explain(question, asked,
                    [&target, question, asked, done, version = engine->version()](Result<LineageNode> told) {
                        if (!told && told.error().front().code != ErrorCode::Unsupported)
                            return done(kit::failAs(told));
                        auto node = told ? std::move(*told) : described(target, question);
                        complete(node, question, *asked, version);
                        done(std::move(node));
                    });
}

} // namespace

kit::Operation lineageOperation(runtime::Supervisor& supervisor) {
    return kit::operation<LineageRequest, LineageNode>(
        {.id = "app.lineage",
         .verb = kit::Verb::Post,
         .paths = {"/api/v1/lineage"},
         .summary = "Where one value of an answer came from: formula, inputs, source rows",
         .example = R"({"operation":"factor.exposures","parameters":{"date":"2019-12-31",)"
                    R"("symbols":["AAPL"]},"pointer":"/data/rows/0/style:book_to_price"})"},
        [&supervisor](LineageRequest request, kit::CallPtr call, kit::Done<LineageNode> done) {
            const auto* target = supervisor.find(request.operation);
            if (!target || target->kind != kit::Kind::Reply || !kit::isOneOf(target->formats, "json") ||
                target->id == "app.lineage" ||
                (target->scope != kit::Scope::Read && target->scope != kit::Scope::Open))
                return done(fail(ErrorCode::NotFound, "there is no such answer to explain", "/operation"));
            if (request.pointer.front() != '/')
                return done(fail(ErrorCode::InvalidArgument, "a pointer begins with /", "/pointer"));
            if (request.parameters.isNull()) request.parameters = Value::Object{};
            auto asked = std::make_shared<kit::Call>();
            asked->request_id = call->request_id;
            LineageQuestion question{target->id, request.parameters, partsOf(request.pointer), {}, {}, {},
                                     {}};
            supervisor.run(*target, request.parameters, asked,
                           [&supervisor, target, question, asked, done](Result<kit::Reply> reply) {
                               if (!reply) return done(kit::failAs(reply));
                               explainAnswer(supervisor, *target, question, asked, *reply, done);
                           });
        });
}

} // namespace nautilus::api
