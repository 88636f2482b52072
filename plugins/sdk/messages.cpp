#include "plugins/sdk/messages.h"

#include "engines/domain/panel.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::sdk {

using domain::kMissing;
using domain::MarketEvent;
using kit::ErrorCode;
using kit::Value;

namespace {

tl::unexpected<kit::Errors> lacks(const char* field) {
    return kit::fail(ErrorCode::InvalidArgument, std::string("an event lacks ") + field,
                     std::string("/") + field);
}

} // namespace

kit::Result<MarketEvent> WireEvent::event() const {
    const auto of_line = static_cast<std::uint32_t>(line);
    if (kind == "trade") {
        if (!price) return lacks("price");
        return MarketEvent::ofTrade(of_line, at.ns, {*price, size.value_or(kMissing)});
    }
    if (kind == "quote") {
        if (!bid && !ask) return lacks("bid");
        return MarketEvent::ofQuote(of_line, at.ns,
                                    {bid.value_or(kMissing), bid_size.value_or(kMissing),
                                     ask.value_or(kMissing), ask_size.value_or(kMissing)});
    }
    if (kind == "book") {
        const auto does = action == "clear"    ? domain::BookAction::Clear
                          : action == "remove" ? domain::BookAction::Remove
                                               : domain::BookAction::Set;
        if (action.empty()) return lacks("action");
        const bool clears = does == domain::BookAction::Clear;
        if (!clears && !price) return lacks("price");
        if (!clears && side.empty()) return lacks("side");
        if (does == domain::BookAction::Set && !size) return lacks("size");
        return MarketEvent::ofBook(of_line, at.ns,
                                   {price.value_or(kMissing), size.value_or(0),
                                    side == "ask" ? domain::Side::Ask : domain::Side::Bid, does});
    }
    if (!close) return lacks("close");
    if (!seconds) return lacks("seconds");
    return MarketEvent::ofBar(of_line, at.ns,
                              {open.value_or(kMissing), high.value_or(kMissing), low.value_or(kMissing),
                               *close, volume.value_or(kMissing),
                               static_cast<std::int64_t>(std::llround(*seconds * 1e9))});
}

kit::Errors WireError::errors() const {
    constexpr std::array<std::pair<std::string_view, ErrorCode>, 7> kCodes{
        {{"InvalidArgument", ErrorCode::InvalidArgument},
         {"NotFound", ErrorCode::NotFound},
         {"NotComputable", ErrorCode::NotComputable},
         {"Unsupported", ErrorCode::Unsupported},
         {"Unavailable", ErrorCode::Unavailable},
         {"TooManyRequests", ErrorCode::TooManyRequests},
         {"Internal", ErrorCode::Internal}}};
    const auto found = std::ranges::find(kCodes, code, &std::pair<std::string_view, ErrorCode>::first);
    const auto known = found == kCodes.end() ? ErrorCode::Internal : found->second;
    return {{known, message, field, known == ErrorCode::Unavailable || known == ErrorCode::TooManyRequests}};
}

namespace {

/// The cells of one column; what they are is decided by the first that is not null.
class ColumnReader {
public:
    /// False when the cell is of another kind than those before.
    bool add(const Value& cell) {
        const auto row = count_++;
        if (cell.isNull()) return true;
        if (const auto* text = cell.as<std::string>()) return put(Kind::Text, texts_, row, *text);
        if (const auto* flag = cell.as<bool>())
            return put(Kind::Flag, flags_, row, static_cast<std::uint8_t>(*flag));
        if (const auto* real = cell.as<double>()) return put(Kind::Number, numbers_, row, *real);
        if (const auto* whole = cell.as<std::int64_t>())
            return put(Kind::Number, numbers_, row, static_cast<double>(*whole));
        return false;
    }
    kit::Table::Cells cells() {
        texts_.resize(count_);
        flags_.resize(count_);
        numbers_.resize(count_, kMissing);
        if (kind_ == Kind::Text) return std::move(texts_);
        if (kind_ == Kind::Flag) return std::move(flags_);
        return std::move(numbers_);
    }

private:
    enum class Kind { None, Text, Flag, Number };
    template <class Cells, class Cell>
    bool put(Kind kind, Cells& cells, std::size_t row, Cell&& cell) {
        if (kind_ == Kind::None) kind_ = kind;
        if (kind_ != kind) return false;
        if constexpr (std::is_same_v<Cells, kit::Table::Numbers>)
            cells.resize(row, kMissing);
        else
            cells.resize(row);
        cells.push_back(std::forward<Cell>(cell));
        return true;
    }
    Kind kind_ = Kind::None;
    std::size_t count_ = 0;
    kit::Table::Texts texts_;
    kit::Table::Flags flags_;
    kit::Table::Numbers numbers_;
};

} // namespace

kit::Result<kit::Table> tableOf(const Value& json) {
    const auto* columns = json.find("columns");
    const auto* rows = json.find("rows");
    const auto* names = columns ? columns->as<Value::Array>() : nullptr;
    const auto* lines = rows ? rows->as<Value::Array>() : nullptr;
    if (!names || !lines)
        return kit::fail(ErrorCode::InvalidArgument, "a table has columns and rows", "/columns");
    std::vector<ColumnReader> readers(names->size());
    for (std::size_t i = 0; i < lines->size(); ++i) {
        const auto* cells = (*lines)[i].as<Value::Array>();
        const auto at = "/rows/" + std::to_string(i);
        if (!cells || cells->size() != names->size())
            return kit::fail(ErrorCode::InvalidArgument, "a row has one cell for each column", at);
        for (std::size_t c = 0; c < cells->size(); ++c)
            if (!readers[c].add((*cells)[c]))
                return kit::fail(ErrorCode::InvalidArgument, "a cell of another kind than those above",
                                 at + "/" + std::to_string(c));
    }
    kit::Table out;
    for (std::size_t c = 0; c < names->size(); ++c) {
        const auto* name = (*names)[c].as<std::string>();
        if (!name || name->empty())
            return kit::fail(ErrorCode::InvalidArgument, "a column has a name",
                             "/columns/" + std::to_string(c));
        out.add(*name, readers[c].cells());
    }
    return out;
}

} // namespace nautilus::sdk
