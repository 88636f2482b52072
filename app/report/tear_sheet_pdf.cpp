#include "app/report/tear_sheet_pdf.h"

#include "app/report/chart_painter.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QPageLayout>
#include <QPdfWriter>

#include <cmath>
#include <limits>

namespace nautilus::report {

namespace {

constexpr double kWidth = 515, kTop = 40; ///< points of an A4 page inside its margins
const QColor kFirst(0x1f, 0x77, 0xb4), kSecond(0xe0, 0x8a, 0x1e);

double numberOf(const QJsonValue& value) {
    return value.isDouble() ? value.toDouble() : std::numeric_limits<double>::quiet_NaN();
}

QString text(const QJsonObject& part, const char* name, int digits, double scale = 1, const char* unit = "") {
    const double value = numberOf(part[QLatin1String(name)]);
    return std::isnan(value) ? QStringLiteral("–")
                             : QString::number(value * scale, 'f', digits) + QLatin1String(unit);
}

/// Reads one column of a list of objects.
QVector<double> column(const QJsonArray& rows, const char* name) {
    QVector<double> out;
    for (const auto& row : rows)
        out.push_back(numberOf(row.toObject()[QLatin1String(name)]));
    return out;
}

QStringList labels(const QJsonArray& rows, const char* name) {
    QStringList out;
    for (const auto& row : rows) {
        const auto value = row.toObject()[QLatin1String(name)];
        out.push_back(value.isDouble() ? QString::number(value.toInt())
                                       : value.toString().replace(QLatin1Char('_'), QLatin1Char(' ')));
    }
    return out;
}

class Sheet {
public:
    Sheet(QPainter& painter, const QJsonObject& answer)
        : painter_(painter), data_(answer[QStringLiteral("data")].toObject()),
          metadata_(answer[QStringLiteral("metadata")].toObject()) {}

    void firstPage() {
        heading();
        const auto series = part("series");
        const auto dates = labels(series, "date");
        drawLines(painter_, {0, kTop + 34, kWidth, 170}, QStringLiteral("Long-short portfolio, compounded"),
                  dates,
                  {{QStringLiteral("before costs"), kFirst, column(series, "gross")},
                   {QStringLiteral("after costs"), kSecond, column(series, "net")}},
                  true);
        drawLines(painter_, {0, kTop + 212, kWidth, 100}, QStringLiteral("Drawdown before costs"), dates,
                  {{QString(), kFirst, column(series, "drawdown")}}, true);
        drawLines(painter_, {0, kTop + 320, kWidth, 100},
                  QStringLiteral("Rank coefficient, mean of the last 63 that were known"), dates,
                  {{QString(), kFirst, column(series, "rank_ic")}}, false);
        const auto ic = part("information_coefficient"), quantiles = part("quantile_returns");
        drawBars(painter_, {0, kTop + 430, kWidth / 2 - 8, 130},
                 QStringLiteral("Mean rank coefficient by horizon (sessions)"), labels(ic, "horizon"),
                 column(ic, "rank_mean"), false);
        drawBars(painter_, {kWidth / 2 + 8, kTop + 430, kWidth / 2 - 8, 130},
                 QStringLiteral("Return of quantiles less the universe"), labels(quantiles, "quantile"),
                 column(quantiles, "excess_return"), true);
        figures();
    }

    void secondPage() {
        const auto sectors = part("sectors"), regimes = part("regimes");
        drawBars(painter_, {0, 0, kWidth, 210}, QStringLiteral("Rank coefficient by sector"),
                 labels(sectors, "part"), column(sectors, "rank_ic"), false, true);
        drawBars(painter_, {0, 222, kWidth, 70},
                 QStringLiteral("Rank coefficient by volatility of the market"), labels(regimes, "part"),
                 column(regimes, "rank_ic"), false, true);
        const auto alpha = data_[QStringLiteral("alpha")].toObject();
        const auto betas = alpha[QStringLiteral("betas")].toArray();
        drawBars(painter_, {0, 304, kWidth, 220},
                 QStringLiteral("Loading on the risk model's own factors (alpha ") +
                     text(alpha, "annualized", 2, 100, " % a year, t ") + text(alpha, "t_stat", 2) +
                     QStringLiteral(", R² ") + text(alpha, "r2", 2) + QStringLiteral(")"),
                 labels(betas, "factor"), column(betas, "beta"), false, true);
        remarks();
    }

private:
    QJsonArray part(const char* name) const { return data_[QLatin1String(name)].toArray(); }

    void heading() {
        const auto id = data_[QStringLiteral("factor_id")].toString();
        setLetters(painter_, 15, QFont::DemiBold);
        painter_.setPen(Qt::black);
        painter_.drawText(QRectF(0, 0, kWidth, 22), Qt::AlignLeft | Qt::AlignVCenter,
                          data_[QStringLiteral("name")].toString());
        setLetters(painter_, 7);
        painter_.drawText(
            QRectF(0, 22, kWidth, 46), Qt::AlignLeft | Qt::TextWordWrap,
            QStringLiteral("%1 · %2 · %3 · %4 to %5 · %6 names on average · horizon %7, held %8 sessions, "
                           "%9 basis points\n")
                    .arg(id.isEmpty() ? QStringLiteral("expression") : id,
                         data_[QStringLiteral("family")].toString(),
                         data_[QStringLiteral("universe")].toString(),
                         data_[QStringLiteral("first_session")].toString(),
                         data_[QStringLiteral("last_session")].toString(), text(data_, "names", 0),
                         text(data_, "horizon", 0), text(data_, "holding", 0), text(data_, "cost_bps", 0)) +
                data_[QStringLiteral("formula")].toString());
    }

    void figures() {
        const auto p = data_[QStringLiteral("portfolio")].toObject();
        const auto s = data_[QStringLiteral("spread")].toObject();
        const auto l = data_[QStringLiteral("significance")].toObject();
        const auto name = [](const char* words) { return QString::fromUtf8(words); };
        drawFigures(painter_, {0, kTop + 572, kWidth, 150}, QStringLiteral("Figures"),
                    {{name("Return a year"), text(p, "annualized_return", 2, 100, " %")},
                     {name("Sharpe ratio"), text(p, "sharpe_ratio", 2)},
                     {name("Deflated Sharpe"), text(l, "deflated_sharpe_ratio", 3)},
                     {name("After costs"), text(p, "net_annualized_return", 2, 100, " %")},
                     {name("Sharpe after costs"), text(p, "net_sharpe_ratio", 2)},
                     {name("Trials"), text(l, "trials", 0)},
                     {name("Volatility"), text(p, "volatility", 2, 100, " %")},
                     {name("Largest drawdown"), text(p, "max_drawdown", 2, 100, " %")},
                     {name("False discovery rate"), text(l, "false_discovery_rate", 3)},
                     {name("Spread, horizon"), text(s, "mean", 2, 100, " %")},
                     {name("t of the spread"), text(s, "t_stat", 2)},
                     {name("Autocorrelation"), text(data_, "rank_autocorrelation", 2)},
                     {name("Turnover a session"), text(p, "turnover", 2, 100, " %")},
                     {name("Break-even cost"), text(p, "break_even_cost_bps", 0, 1, " bp")},
                     {name("Capacity"), text(p, "capacity", 0, 1e-6, " m")}},
                    3);
    }

    void remarks() {
        QString words = QStringLiteral("Data as of %1, epoch %2, version %3.\n")
                            .arg(metadata_[QStringLiteral("data_as_of")].toString(),
                                 QString::number(metadata_[QStringLiteral("catalog_epoch")].toInt()),
                                 metadata_[QStringLiteral("version")].toString());
        for (const auto& warning : metadata_[QStringLiteral("warnings")].toArray())
            words += warning.toObject()[QStringLiteral("message")].toString() + QStringLiteral(".\n");
        const auto methods = metadata_[QStringLiteral("methods")].toObject();
        for (auto each = methods.begin(); each != methods.end(); ++each)
            words += QString(each.key()).replace(QLatin1Char('_'), QLatin1Char(' ')) + QStringLiteral(": ") +
                     each.value().toString() + QStringLiteral(".\n");
        setLetters(painter_, 7);
        painter_.setPen(Qt::black);
        painter_.drawText(QRectF(0, 540, kWidth, 220), Qt::AlignLeft | Qt::TextWordWrap, words);
    }

    QPainter& painter_;
    QJsonObject data_, metadata_;
};

} // namespace

kit::Result<void> writeTearSheetPdf(const QJsonObject& answer, const QString& path) {
    constexpr int kDotsPerInch = 600, kPointsPerInch = 72, kMargin = 40;
    QPdfWriter writer(path);
    writer.setTitle(answer[QStringLiteral("data")].toObject()[QStringLiteral("name")].toString());
    writer.setCreator(QStringLiteral("Nautilus Workstation"));
    writer.setResolution(kDotsPerInch);
    writer.setPageLayout({QPageSize(QPageSize::A4), QPageLayout::Portrait,
                          QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Point});
    QPainter painter;
    if (!painter.begin(&writer))
        return kit::fail(kit::ErrorCode::Unavailable, "the file could not be written", "--out");
    painter.scale(static_cast<double>(kDotsPerInch) / kPointsPerInch,
                  static_cast<double>(kDotsPerInch) / kPointsPerInch);
    painter.setFont(QFont(QStringLiteral("sans-serif")));
    setLetters(painter, 7);
    Sheet sheet(painter, answer);
    sheet.firstPage();
    writer.newPage();
    sheet.secondPage();
    if (!painter.end() || QFileInfo(path).size() == 0)
        return kit::fail(kit::ErrorCode::Unavailable, "the file could not be written", "--out");
    return {};
}

} // namespace nautilus::report
