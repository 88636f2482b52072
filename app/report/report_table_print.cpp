#include "app/report/report_table_print.h"

#include "app/report/files/report_text.h"

#include <algorithm>

namespace nautilus::report {

namespace {

constexpr double kLetters = 7, kFigures = 6.6, kGap = 10, kRowRoom = 4, kNarrowestText = 48,
                 kWidestText = 200;
const QColor kText(0x14, 0x18, 0x1F), kMuted(0x55, 0x60, 0x6E), kRule(0x8A, 0x94, 0xA3),
    kHair(0xE3, 0xE7, 0xEC);

/// One column with its width on paper.
struct Laid {
    QString heading;
    QStringList cells;
    bool numbers = false;
    double width = 0;
};

class TablePrint {
public:
    TablePrint(ReportPages& pages, const kit::ReportTable& table)
        : pages_(pages), title_(table.title), font_(lettersOf(kLetters)), figures_(figuresOf(kFigures)),
          bold_(lettersOf(kLetters, QFont::DemiBold)), line_(pages.lineHeightOf(font_)) {
        for (const auto& column : printedColumns(table)) {
            Laid laid{qtText(column.heading), {}, column.numbers};
            for (const auto& cell : column.cells)
                laid.cells.push_back(qtText(cell));
            laid.width = widthOf(laid);
            columns_.push_back(std::move(laid));
        }
        rows_ = table.table.rowCount();
    }

    void print() {
        if (rows_ == 0) {
            title(1, 1, line_);
            pages_.text("No rows.", kLetters, QFont::Normal, kMuted, 8);
            return;
        }
        const auto bands = bandsOf();
        for (std::size_t b = 0; b < bands.size(); ++b) {
            shrink(bands[b]);
            const auto head = headingLines(bands[b]);
            const double height = static_cast<double>(linesOf(head)) * line_ + kRowRoom;
            title(b + 1, bands.size(), height + 2 * (line_ + kRowRoom));
            printHead(bands[b], head, height);
            for (std::size_t row = 0; row < rows_; ++row)
                printRow(bands[b], row, head, height);
            pages_.move(12);
        }
    }

private:
    using Band = std::vector<std::size_t>; ///< columns
    using Lines = std::vector<QStringList>;

    double widthOf(const Laid& column) const {
        double widest = 0;
        for (const auto& word : column.heading.split(QLatin1Char(' '))) // headings break at blanks
            widest = std::max(widest, pages_.widthOf(word, bold_));
        QString last; // many cells are alike
        for (const auto& cell : column.cells) {
            if (cell == last) continue;
            last = cell;
            widest = std::max(widest,
                              column.numbers ? pages_.widthOf(cell, figures_) : pages_.widthOf(cell, font_));
            if (!column.numbers && widest > kWidestText) return kWidestText;
        }
        return widest + 0.5;
    }

    [[nodiscard]] double narrowest(std::size_t column) const {
        const auto& c = columns_[column];
        return c.numbers ? c.width : std::min(c.width, kNarrowestText);
    }

    /// Columns side by side as long as they fit when texts are as narrow as they may get.
    [[nodiscard]] std::vector<Band> bandsOf() const {
        std::vector<Band> out;
        double taken = 0;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            if (out.empty() || taken + narrowest(c) > kPageWidth) {
                out.push_back(c == 0 ? Band{} : Band{0});
                taken = c == 0 ? 0 : narrowest(0) + kGap;
            }
            out.back().push_back(c);
            taken += narrowest(c) + kGap;
        }
        return out;
    }

    /// Takes from the widest text columns what is too much.
    void shrink(const Band& band) {
        width_.clear();
        double total = -kGap;
        for (const auto c : band) {
            width_.push_back(columns_[c].width);
            total += columns_[c].width + kGap;
        }
        while (total > kPageWidth) {
            std::size_t widest = band.size();
            for (std::size_t k = 0; k < band.size(); ++k)
                if (!columns_[band[k]].numbers && width_[k] > kNarrowestText &&
                    (widest == band.size() || width_[k] > width_[widest]))
                    widest = k;
            if (widest == band.size()) break; // one column of very long numbers: it is broken into lines
            const double less = std::min({total - kPageWidth, width_[widest] - kNarrowestText, 8.0});
            width_[widest] -= less;
            total -= less;
        }
        for (double& width : width_)
            width = std::min(width, kPageWidth);
    }

    [[nodiscard]] Lines headingLines(const Band& band) const {
        Lines out;
        for (std::size_t k = 0; k < band.size(); ++k)
            out.push_back(pages_.broken(columns_[band[k]].heading, bold_, width_[k]));
        return out;
    }
    [[nodiscard]] QStringList linesOf(std::size_t column, std::size_t row, double width) const {
        const auto& cell = columns_[column].cells[static_cast<qsizetype>(row)];
        const auto& font = columns_[column].numbers ? figures_ : font_;
        const bool short_one = !cell.contains(QLatin1Char('\n')) && pages_.widthOf(cell, font) <= width;
        return short_one ? QStringList{cell} : pages_.broken(cell, font, width);
    }
    [[nodiscard]] static qsizetype linesOf(const Lines& lines) {
        qsizetype most = 1;
        for (const auto& each : lines)
            most = std::max(most, each.size());
        return most;
    }

    void title(std::size_t band, std::size_t bands, double follows) {
        const double height = pages_.lineHeightOf(lettersOf(8, QFont::DemiBold)) + 3;
        pages_.need(height + follows);
        auto words = title_;
        if (bands > 1)
            words +=
                (words.empty() ? "Part " : ", part ") + std::to_string(band) + " of " + std::to_string(bands);
        if (!words.empty()) pages_.text(words, 8, QFont::DemiBold, kText, 3);
    }

    void printHead(const Band& band, const Lines& head, double height) {
        const auto most = linesOf(head);
        double x = 0;
        for (std::size_t k = 0; k < band.size(); ++k) {
            const auto lead = most - head[k].size(); // headings stand on their rule
            heading(x, width_[k], pages_.at() + static_cast<double>(lead) * line_, head[k],
                    columns_[band[k]].numbers);
            x += width_[k] + kGap;
        }
        pages_.move(height);
        pages_.rule(0, x - kGap, pages_.at() - 1.5, kRule, 0.7);
    }

    void printRow(const Band& band, std::size_t row, const Lines& head, double head_height) {
        Lines lines;
        for (std::size_t k = 0; k < band.size(); ++k)
            lines.push_back(linesOf(band[k], row, width_[k]));
        // A cell of more lines than a page goes on over the next one.
        const auto most = linesOf(lines);
        constexpr qsizetype kMostAtOnce = 60;
        for (qsizetype from = 0; from < most; from += kMostAtOnce) {
            const auto count = std::min(kMostAtOnce, most - from);
            const double height = static_cast<double>(count) * line_ + kRowRoom;
            if (!pages_.need(height)) printHead(band, head, head_height);
            double x = 0;
            for (std::size_t k = 0; k < band.size(); ++k) {
                cell(x, width_[k], pages_.at(), lines[k].mid(from, count), columns_[band[k]].numbers);
                x += width_[k] + kGap;
            }
            pages_.move(height);
            pages_.rule(0, x - kGap, pages_.at() - 1.5, kHair, 0.4);
        }
    }

    void heading(double left, double width, double top, const QStringList& lines, bool numbers) {
        double y = top + pages_.ascentOf(bold_);
        for (const auto& line : lines) {
            pages_.write(numbers ? left + width - pages_.widthOf(line, bold_) : left, y, line, bold_, kText);
            y += line_;
        }
    }
    void cell(double left, double width, double top, const QStringList& lines, bool numbers) {
        double y = top + pages_.ascentOf(font_);
        for (const auto& line : lines) {
            if (numbers)
                pages_.write(left + width - pages_.widthOf(line, figures_), y, line, figures_, kText);
            else
                pages_.write(left, y, line, font_, kText);
            y += line_;
        }
    }

    ReportPages& pages_;
    const std::string title_;
    const QFont font_, figures_, bold_;
    const double line_;
    std::vector<Laid> columns_;
    std::size_t rows_ = 0;
    std::vector<double> width_; ///< of the band's columns
};

} // namespace

void printTable(ReportPages& pages, const kit::ReportTable& table) {
    TablePrint(pages, table).print();
}

} // namespace nautilus::report
