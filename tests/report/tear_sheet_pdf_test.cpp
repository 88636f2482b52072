// The printed tear sheet: two pages of a PDF, whatever is missing; bars that stand where their values do.

#include "app/report/chart_painter.h"
#include "app/report/tear_sheet_pdf.h"

#include <QFile>
#include <QImage>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <limits>

namespace {

using namespace nautilus::report;

const char* const kSheet = R"json({"data":{"factor_id":"roe","name":"Return on equity","family":"fundamental",
 "universe":"SP500","formula":"net income / equity","first_session":"2015-01-12","last_session":"2020-01-10",
 "horizon":21,"holding":21,"cost_bps":10,"names":400.5,"rank_autocorrelation":null,
 "information_coefficient":[{"horizon":1,"rank_mean":0.01},{"horizon":21,"rank_mean":null}],
 "quantile_returns":[{"quantile":1,"excess_return":-0.01},{"quantile":2,"excess_return":0.01}],
 "spread":{"mean":0.02,"t_stat":null},"portfolio":{"sharpe_ratio":0.5},"significance":{"trials":133},
 "alpha":{"annualized":0.01,"t_stat":1.5,"r2":0.2,"betas":[{"factor":"country","beta":0.1}]},
 "sectors":[{"part":"Energy","rank_ic":-0.02}],"regimes":[],
 "series":[{"date":"2019-01-02","gross":0.0,"net":0.0,"drawdown":0.0,"rank_ic":null},
           {"date":"2019-01-09","gross":0.01,"net":0.005,"drawdown":-0.01,"rank_ic":0.03}]},
 "metadata":{"data_as_of":"2020-01-10","catalog_epoch":2,"version":"0.1.0",
 "warnings":[{"message":"a remark"}],"methods":{"portfolio":"rank weights"}}})json";

TEST(TearSheetPdf, HasTwoPages) {
    const QTemporaryDir folder;
    const auto path = folder.filePath(QStringLiteral("sheet.pdf"));
    for (const QByteArray& json : {QByteArray(kSheet), QByteArray("{}")}) {
        const auto written = writeTearSheetPdf(QJsonDocument::fromJson(json).object(), path);
        ASSERT_TRUE(written) << written.error().front().message;
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const auto bytes = file.readAll();
        EXPECT_TRUE(bytes.startsWith("%PDF-"));
        const auto pages =
            QString::fromLatin1(bytes).count(QRegularExpression(QStringLiteral("/Type\\s*/Page\\b")));
        EXPECT_EQ(pages, 2);
    }
}

TEST(TearSheetPdf, SaysWhenItCannotBeWritten) {
    const auto written = writeTearSheetPdf({}, QStringLiteral("/nowhere/at/all/sheet.pdf"));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().front().field, "--out");
}

/// Pixels of about this colour in a part of the picture.
int pixelsOf(const QImage& image, const QRect& part, const QColor& colour) {
    int count = 0;
    for (int y = part.top(); y <= part.bottom(); ++y)
        for (int x = part.left(); x <= part.right(); ++x) {
            const QColor there = image.pixelColor(x, y);
            count += std::abs(there.red() - colour.red()) < 8 &&
                             std::abs(there.green() - colour.green()) < 8 &&
                             std::abs(there.blue() - colour.blue()) < 8
                         ? 1
                         : 0;
        }
    return count;
}

TEST(ChartPainter, BarsStandOnTheirSideOfZero) {
    QImage image(400, 200, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    drawBars(painter, {0, 0, 400, 200}, QStringLiteral("bars"),
             {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")},
             {1.0, -1.0, std::numeric_limits<double>::quiet_NaN()}, false);
    painter.end();
    const QColor up(0x1f, 0x77, 0xb4), down(0xc4, 0x4e, 0x52);
    const QRect upper(0, 20, 400, 76), lower(0, 112, 400, 70);
    EXPECT_GT(pixelsOf(image, upper, up), 1000);
    EXPECT_EQ(pixelsOf(image, lower, up), 0);
    EXPECT_GT(pixelsOf(image, lower, down), 1000);
    EXPECT_EQ(pixelsOf(image, upper, down), 0);
}

} // namespace
