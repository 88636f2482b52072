#include "engines/portfolio/kernel/csv_records.h"

namespace nautilus::portfolio {

namespace {

char separatorOf(std::string_view text) {
    const auto first = text.substr(0, text.find('\n'));
    for (const char separator : {',', ';', '\t'})
        if (first.find(separator) != std::string_view::npos) return separator;
    return ',';
}

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text), separator_(separatorOf(text)) {}

    CsvText run() {
        while (at_ < text_.size() && !out_.broken_at)
            readRecord();
        return std::move(out_);
    }

private:
    [[nodiscard]] bool atLineEnd() const {
        return at_ == text_.size() || text_[at_] == '\n' ||
               (text_[at_] == '\r' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n');
    }
    void skipLineEnd() {
        if (at_ < text_.size() && text_[at_] == '\r') ++at_;
        if (at_ < text_.size()) ++at_;
        ++line_;
    }
    void readRecord() {
        CsvRecord record{line_, {}};
        for (;;) {
            record.fields.emplace_back();
            if (!readField(record.fields.back())) {
                out_.broken_at = record.line;
                return;
            }
            if (atLineEnd()) break;
            ++at_; // the separator
        }
        skipLineEnd();
        if (record.fields.size() > 1 || !record.fields.front().empty())
            out_.records.push_back(std::move(record));
    }
    bool readField(std::string& field) {
        if (at_ < text_.size() && text_[at_] == '"') return readQuoted(field);
        while (!atLineEnd() && text_[at_] != separator_)
            field += text_[at_++];
        return true;
    }
    bool readQuoted(std::string& field) {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') {
                field += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                field += '"';
                ++at_;
            } else {
                ++at_;
                return atLineEnd() || text_[at_] == separator_;
            }
        }
        return false;
    }

    std::string_view text_;
    char separator_;
    std::size_t at_ = 0, line_ = 1;
    CsvText out_;
};

} // namespace

CsvText csvRecords(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return Scanner(text).run();
}

} // namespace nautilus::portfolio
