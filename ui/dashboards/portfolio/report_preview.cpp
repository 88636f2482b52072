#include "ui/dashboards/portfolio/report_preview.h"

#include "ui/shell/theme.h"

#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSvgRenderer>

namespace nautilus::ui {
namespace {

constexpr int kMargin = 20, kLeastWidth = 200, kMostWidth = 760;
constexpr auto kWhole = QRegularExpression::DotMatchesEverythingOption;

/// `<dl>` of names and figures as a table, two of them in a row.
QString figuresAsTable(const QString& list) {
    static const QRegularExpression kItem(
        QStringLiteral("<div><dt>(.*?)</dt><dd>(.*?)</dd>(?:<dd class=\"note\">(.*?)</dd>)?</div>"), kWhole);
    QString out = QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\">");
    int at = 0;
    for (auto each = kItem.globalMatch(list); each.hasNext(); ++at) {
        const auto item = each.next();
        if (at % 2 == 0) out += QStringLiteral("<tr>");
        QString name = item.captured(1);
        name.replace(QLatin1Char('_'), QLatin1Char(' '));
        if (!item.captured(3).isEmpty())
            name += QStringLiteral("<br><span class=\"note\">%1</span>").arg(item.captured(3));
        out += QStringLiteral("<td width=\"34%\" class=\"name\">%1</td><td align=\"right\">%2</td>"
                              "<td width=\"4%\"></td>")
                   .arg(name, item.captured(2));
        if (at % 2 == 1) out += QStringLiteral("</tr>");
    }
    return out + QStringLiteral("</tr></table>");
}

/// Every match of `pattern`, replaced by what `made` makes of it.
QString replaced(const QString& text, const QRegularExpression& pattern,
                 const std::function<QString(const QString&)>& made) {
    QString out;
    qsizetype from = 0;
    for (auto each = pattern.globalMatch(text); each.hasNext();) {
        const auto match = each.next();
        out += text.mid(from, match.capturedStart() - from) + made(match.captured());
        from = match.capturedEnd();
    }
    return out + text.mid(from);
}

} // namespace

QString previewHtml(const QString& report, QStringList& charts) {
    static const QRegularExpression kStyle(QStringLiteral("<style>.*?</style>"), kWhole),
        kChart(QStringLiteral("<svg .*?</svg>"), kWhole), kList(QStringLiteral("<dl>.*?</dl>"), kWhole);
    QString out = replaced(report, kStyle, [](const QString&) { return QString(); });
    out = replaced(out, kChart, [&](QString svg) {
        svg.insert(4, QStringLiteral(" xmlns=\"http://www.w3.org/2000/svg\" font-family=\"Inter\""));
        charts.append(svg);
        return QStringLiteral("<br><img src=\"chart:%1\">").arg(charts.size() - 1);
    });
    out = replaced(out, kList, figuresAsTable);
    out.replace(QStringLiteral("<table><thead>"),
                QStringLiteral("<table width=\"100%\" cellspacing=\"0\" cellpadding=\"2\"><thead>"));
    out.replace(QStringLiteral("class=\"n\""), QStringLiteral("align=\"right\""));
    out.replace(QStringLiteral("<figcaption>"), QStringLiteral("<p class=\"caption\">"));
    return out.replace(QStringLiteral("</figcaption>"), QStringLiteral("</p>"));
}

ReportPreview::ReportPreview(QWidget* parent) : QTextBrowser(parent) {
    setAccessibleName(tr("Preview of the report"));
    setOpenLinks(true);
    setOpenExternalLinks(false);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QTextEdit::FixedPixelWidth);
    document()->setDocumentMargin(kMargin);
}

/// Paper is light whatever the theme: what is seen is what is written.
QString ReportPreview::paperStyle() const {
    Theme paper;
    ThemePreferences light;
    light.dark = false;
    paper.setPreferences(light);
    const QString text = paper.color(Token::Text).name(), muted = paper.color(Token::Muted).name();
    return QStringLiteral("body, td, th, h1, h2, h3, p, li { color: %1; }"
                          "h1 { font-size: 20px; font-weight: 600; }"
                          "h2 { font-size: 15px; font-weight: 600; margin-top: 18px; }"
                          "h3, .caption { font-size: 12px; font-weight: 600; margin-top: 10px; }"
                          "td, th { font-size: 11px; } th { text-align: left; font-weight: 600; }"
                          ".about, .note, .name { color: %2; } .note, .notes li { font-size: 10px; }"
                          "a { color: %3; text-decoration: none; }")
        .arg(text, muted, paper.color(Token::Accent).name());
}

int ReportPreview::paperWidth() const {
    return std::clamp(viewport()->width() - 2 * kMargin - 4, kLeastWidth, kMostWidth);
}

void ReportPreview::setReport(const QByteArray& html) {
    Theme paper;
    ThemePreferences light;
    light.dark = false;
    paper.setPreferences(light);
    setStyleSheet(QStringLiteral("QTextBrowser { background: %1; color: %2; border: none; }")
                      .arg(paper.color(Token::Surface1).name(), paper.color(Token::Text).name()));
    charts_.clear();
    html_ = html.isEmpty() ? QString() : previewHtml(QString::fromUtf8(html), charts_);
    const int place = verticalScrollBar()->value();
    drawn_width_ = paperWidth();
    setLineWrapColumnOrWidth(drawn_width_ + 2 * kMargin);
    document()->setDefaultStyleSheet(paperStyle());
    setHtml(html_);
    verticalScrollBar()->setValue(place);
}

QVariant ReportPreview::loadResource(int type, const QUrl& name) {
    if (type != QTextDocument::ImageResource || name.scheme() != QLatin1String("chart"))
        return {}; // nothing is fetched from anywhere
    QSvgRenderer renderer(charts_.value(name.path().toInt()).toUtf8());
    if (!renderer.isValid()) return {};
    const double ratio = devicePixelRatioF();
    const QSizeF box = renderer.viewBoxF().size();
    const int width = paperWidth();
    QImage image(static_cast<int>(width * ratio),
                 static_cast<int>(width * box.height() / box.width() * ratio),
                 QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    renderer.render(&painter, QRectF(0, 0, width, width * box.height() / box.width()));
    return image;
}

void ReportPreview::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    if (html_.isEmpty() || paperWidth() == drawn_width_) return;
    drawn_width_ = paperWidth();
    setLineWrapColumnOrWidth(drawn_width_ + 2 * kMargin);
    const int place = verticalScrollBar()->value();
    setHtml(html_); // its charts are as wide as the paper
    verticalScrollBar()->setValue(place);
}

} // namespace nautilus::ui
