// Lineage of the market data engine's answers: a bar is a source's row, or that row scaled by dividends.

#include "engines/marketdata/service/marketdata_service.h"

#include <cmath>

namespace nautilus::marketdata {

using kit::ErrorCode;
using kit::fail;
using kit::LineageNode;
using kit::LineageQuestion;

namespace {

kit::Value number(double value) {
    return std::isnan(value) ? kit::Value() : kit::Value(value);
}

LineageNode leafOf(const std::string& label, const kit::SourceRow& row, double value) {
    LineageNode leaf;
    leaf.label = label;
    leaf.value = number(value);
    leaf.source = row.dataset + ": " + row.source;
    if (row.source_row > 0) leaf.source_row = row.source_row;
    leaf.knowable_at = row.knowable_at;
    return leaf;
}

LineageNode barNode(const LineageQuestion& question, const std::string& symbol, const kit::SourceRow& row) {
    LineageNode node;
    const auto of = " of " + symbol + " on " + row.at.iso();
    node.label = question.column + of;
    node.value = question.value;
    node.knowable_at = row.knowable_at;
    const auto* adjusted = question.parameters.find("adjusted");
    const auto* flag = adjusted ? adjusted->as<bool>() : nullptr;
    if (flag && *flag && question.column != "volume") {
        node.formula = question.column + " * adj_close / close";
        node.formula_words = "Scaled so that dividends are reinvested";
        node.add(leafOf("adj_close" + of, row, row.adjusted));
        node.add(leafOf("close" + of, row, row.value));
        return node;
    }
    node.formula_words = "As the source gave it";
    auto leaf = leafOf("source row" + of, row, row.value);
    leaf.value = question.value;
    node.add(leaf);
    return node;
}

} // namespace

void MarketDataService::explain(LineageQuestion question, kit::CallPtr, kit::Done<LineageNode> done) {
    const auto day = domain::SessionDate::parse(question.text("date"));
    const auto* given = question.parameters.find("symbol");
    const auto* symbol = given ? given->as<std::string>() : nullptr;
    if (question.operation != "marketdata.bars" || !day || !symbol || question.column == "date")
        return done(fail(ErrorCode::Unsupported, "this value has no story of its own"));
    const auto* named = question.parameters.find("dataset");
    const auto* dataset = named ? named->as<std::string>() : nullptr;
    const auto* instrument = directory()->resolve(*symbol, *day, dataset ? *dataset : "");
    if (!instrument) return done(fail(ErrorCode::NotFound, "the symbol is not known", "/parameters/symbol"));
    const auto task = [this, question = std::move(question), day = *day, symbol = *symbol,
                       id = instrument->id, done] {
        const auto rows = ports_.catalog.barSources(id, day, day);
        if (!rows) return done(kit::failAs(rows));
        if (rows->empty()) return done(fail(ErrorCode::NotFound, "there is no such bar", "/pointer"));
        done(barNode(question, symbol, rows->front()));
    };
    if (!threads_.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

} // namespace nautilus::marketdata
