#include "app/catalog/xlsx_reader.h"

#include "app/catalog/xml_stream.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
namespace fs = std::filesystem;

namespace {

constexpr ArchiveLimits kLimits{5'000, 2ULL << 30, 200, 64U << 20};
constexpr std::size_t kMostText = 512U << 20; ///< of the shared strings, in memory
constexpr std::size_t kMostStyles = 100'000;

/// Relationships of one part: id -> type and target.
struct Relations final : XmlListener {
    struct One {
        std::string id, type, target;
    };
    std::vector<One> all;
    void begin(std::string_view name, const XmlAttributes& at) override {
        if (name == "Relationship")
            all.push_back(
                {std::string(at.get("Id")), std::string(at.get("Type")), std::string(at.get("Target"))});
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
    [[nodiscard]] std::string ofType(std::string_view end) const {
        for (const auto& each : all)
            if (each.type.ends_with(end)) return each.target;
        return {};
    }
};

struct SheetList final : XmlListener {
    struct One {
        std::string name, relation;
    };
    std::vector<One> all;
    bool from_1904 = false;
    void begin(std::string_view name, const XmlAttributes& at) override {
        if (name == "sheet") all.push_back({std::string(at.get("name")), std::string(at.get("id"))});
        if (name == "workbookPr") from_1904 = at.get("date1904") == "1" || at.get("date1904") == "true";
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

/// Texts of <si>: plain or in runs; reading aids (rPh) apart.
struct StringList final : XmlListener {
    std::vector<std::string> all;
    std::size_t bytes = 0;
    bool in_text = false;
    int aside = 0;
    void begin(std::string_view name, const XmlAttributes&) override {
        if (name == "si") all.emplace_back();
        if (name == "rPh") ++aside;
        in_text = name == "t" && aside == 0;
    }
    void end(std::string_view name) override {
        if (name == "rPh") --aside;
        if (name == "t") in_text = false;
    }
    void text(std::string_view piece) override {
        if (!in_text || all.empty()) return;
        all.back() += piece;
        bytes += piece.size();
    }
};

/// "xl/" + "worksheets/sheet1.xml"; an absolute target counts from the root of the archive.
std::string resolved(const std::string& base, const std::string& target) {
    if (target.starts_with('/')) return target.substr(1);
    return (fs::path(base).parent_path() / target).lexically_normal().generic_string();
}

} // namespace

tl::unexpected<kit::Errors> XlsxBook::refuse(const std::string& why) const {
    return fail(ErrorCode::InvalidArgument, name_ + " " + why, field_);
}

Result<void> XlsxBook::parse(const std::string& path, XmlListener& listener,
                             const std::function<bool()>& enough) const {
    XmlStream xml(listener);
    bool stopped = false;
    const auto done = archive_.read(path, [&](std::string_view piece) {
        stopped = !xml.feed(piece) || (enough && enough());
        return !stopped;
    });
    if (!done) return done;
    if (!stopped) (void)xml.feed({}, true);
    return xml.sound() ? Result<void>{} : Result<void>(refuse("is no sound workbook (" + path + ")"));
}

Result<XlsxBook> XlsxBook::open(const std::string& path, const std::string& field) {
    auto archive = ZipArchive::open(path, kLimits, field);
    if (!archive) return kit::failAs(archive);
    XlsxBook made(std::move(*archive), fs::path(path).filename().string(), field);
    if (auto read = made.readBook(); !read) return kit::failAs(read);
    return made;
}

Result<void> XlsxBook::readBook() {
    Relations root;
    if (!archive_.has("_rels/.rels")) return refuse("is no workbook");
    if (auto read = parse("_rels/.rels", root, {}); !read) return read;
    const auto book = resolved("", root.ofType("/officeDocument"));
    if (book.empty() || !archive_.has(book)) return refuse("is no workbook");
    SheetList sheets;
    if (auto read = parse(book, sheets, {}); !read) return read;
    from_1904_ = sheets.from_1904;
    const auto base = fs::path(book);
    Relations parts;
    const auto rels = (base.parent_path() / "_rels" / (base.filename().string() + ".rels")).generic_string();
    if (auto read = parse(rels, parts, {}); !read) return read;
    for (const auto& sheet : sheets.all) {
        const auto found = std::ranges::find(parts.all, sheet.relation, &Relations::One::id);
        if (found != parts.all.end() && found->type.ends_with("/worksheet"))
            sheets_.push_back({sheet.name, resolved(book, found->target)});
    }
    if (sheets_.empty()) return refuse("has no sheet of cells");
    if (const auto styles = parts.ofType("/styles"); !styles.empty())
        if (auto read = readStyles(resolved(book, styles)); !read) return read;
    if (const auto strings = parts.ofType("/sharedStrings"); !strings.empty())
        return readStrings(resolved(book, strings));
    return {};
}

std::vector<std::string> XlsxBook::sheets() const {
    std::vector<std::string> out;
    for (const auto& sheet : sheets_)
        out.push_back(sheet.name);
    return out;
}

/// Formats of cells, and of the numbers in them: the first 164 are built in (ECMA-376 part 1, 18.8.30).
class StyleList final : public XmlListener {
public:
    std::vector<XlsxBook::Shown> cells;
    void begin(std::string_view name, const XmlAttributes& at) override {
        if (name == "numFmt") codes_[numberOf(at.get("numFmtId"))] = std::string(at.get("formatCode"));
        if (name == "cellXfs") in_cells_ = true;
        if (name == "xf" && in_cells_ && cells.size() < kMostStyles)
            cells.push_back(shownOf(numberOf(at.get("numFmtId"))));
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") in_cells_ = false;
    }
    void text(std::string_view) override {}

private:
    static int numberOf(std::string_view text) {
        int out = 0;
        (void)std::from_chars(text.data(), text.data() + text.size(), out);
        return out;
    }
    [[nodiscard]] XlsxBook::Shown shownOf(int id) const {
        using Shown = XlsxBook::Shown;
        if (const auto own = codes_.find(id); own != codes_.end()) {
            const char kind = kindOfNumberFormat(own->second);
            return kind == 'b'   ? Shown::DateTime
                   : kind == 'd' ? Shown::Date
                   : kind == 't' ? Shown::Time
                                 : Shown::Number;
        }
        if (id == 22) return Shown::DateTime;
        if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
            return Shown::Date;
        if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47) return Shown::Time;
        return Shown::Number;
    }

    std::map<int, std::string> codes_;
    bool in_cells_ = false;
};

Result<void> XlsxBook::readStyles(const std::string& path) {
    StyleList styles;
    if (auto read = parse(path, styles, {}); !read) return read;
    styles_ = std::move(styles.cells);
    return {};
}

Result<void> XlsxBook::readStrings(const std::string& path) {
    StringList strings;
    bool too_long = false;
    const auto read = parse(path, strings, [&] { return too_long = strings.bytes > kMostText; });
    if (!read) return read;
    if (too_long) return refuse("holds more text than can be read at once");
    strings_ = std::move(strings.all);
    return {};
}

/// Rows of one sheet as they are read.
class SheetRows final : public XmlListener {
public:
    SheetRows(const XlsxBook& book, const XlsxBook::TakeRow& take) : book_(book), take_(take) {}
    [[nodiscard]] bool enough() const { return enough_; }
    [[nodiscard]] bool bad() const { return bad_; }
    XlsxBook::SheetCounts counts;

    void begin(std::string_view name, const XmlAttributes& at) override {
        if (name == "row") {
            row_.clear();
            const auto number = numberOf(at.get("r"));
            number_ = number > 0 ? number : number_ + 1;
        } else if (name == "c") {
            beginCell(at);
        } else if (name == "f") {
            has_formula_ = true;
        } else if (name == "rPh") {
            ++aside_;
        }
        takes_text_ = name == "v" || (name == "t" && aside_ == 0 && type_ == "inlineStr");
    }
    void end(std::string_view name) override {
        takes_text_ = false;
        if (name == "rPh") --aside_;
        if (name == "c") endCell();
        if (name != "row" || enough_) return;
        while (!row_.empty() && row_.back().empty())
            row_.pop_back();
        if (!row_.empty()) enough_ = !take_(number_, row_);
    }
    void text(std::string_view piece) override {
        if (takes_text_) value_ += piece;
    }

private:
    static constexpr std::size_t kMostColumns = 16'384;

    static std::int64_t numberOf(std::string_view text) {
        std::int64_t out = 0;
        (void)std::from_chars(text.data(), text.data() + text.size(), out);
        return out;
    }
    void beginCell(const XmlAttributes& at) {
        std::size_t column = 0;
        for (const char c : at.get("r")) {
            if (c < 'A' || c > 'Z') break;
            column = std::min(column * 26 + static_cast<std::size_t>(c - 'A' + 1), kMostColumns + 1);
        }
        column_ = column > 0 ? column - 1 : row_.size();
        bad_ = bad_ || column_ >= kMostColumns;
        type_ = at.get("t");
        style_ = static_cast<std::size_t>(std::max<std::int64_t>(numberOf(at.get("s")), 0));
        value_.clear();
        has_formula_ = false;
    }
    void endCell() {
        if (value_.empty() && has_formula_) ++counts.formulas_without_value;
        if (value_.empty() || column_ >= kMostColumns || enough_) return;
        if (row_.size() <= column_) row_.resize(column_ + 1);
        row_[column_] = shown();
    }
    [[nodiscard]] std::string shown() {
        if (type_ == "s") {
            const auto index = static_cast<std::size_t>(numberOf(value_));
            bad_ = bad_ || index >= book_.strings_.size();
            return index < book_.strings_.size() ? book_.strings_[index] : std::string();
        }
        if (type_ == "b") return value_ == "1" ? "TRUE" : "FALSE";
        if (!type_.empty() && type_ != "n") return value_;
        double number = 0;
        const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), number);
        if (error != std::errc{} || end != value_.data() + value_.size()) return value_;
        using Shown = XlsxBook::Shown;
        const auto style = style_ < book_.styles_.size() ? book_.styles_[style_] : Shown::Number;
        if (style != Shown::Number)
            if (auto date = dateOfSerial(number, book_.from_1904_, style == Shown::DateTime))
                return style == Shown::Time && number < 1 ? date->substr(date->size() > 11 ? 11 : 0) : *date;
        char text[32];
        const auto written = std::to_chars(text, text + sizeof text, number);
        return {text, written.ptr};
    }

    const XlsxBook& book_;
    const XlsxBook::TakeRow& take_;
    XlsxBook::Row row_;
    std::int64_t number_ = 0;
    std::size_t column_ = 0, style_ = 0;
    std::string type_, value_;
    int aside_ = 0;
    bool takes_text_ = false, has_formula_ = false, enough_ = false, bad_ = false;
};

Result<XlsxBook::SheetCounts> XlsxBook::readSheet(std::string_view sheet, const TakeRow& take) const {
    const auto found = std::ranges::find(sheets_, sheet, &Part::name);
    if (found == sheets_.end()) return refuse("has no sheet " + std::string(sheet));
    SheetRows rows(*this, take);
    const auto read = parse(found->path, rows, [&] { return rows.enough() || rows.bad(); });
    if (!read) return kit::failAs(read);
    if (rows.bad()) return refuse("is no sound workbook (" + found->path + ")");
    return rows.counts;
}

} // namespace nautilus::catalog
