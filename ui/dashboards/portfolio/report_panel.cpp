#include "ui/dashboards/portfolio/report_panel.h"

#include "ui/charts/span_selector.h"
#include "ui/dashboards/portfolio/benchmark_choice.h"
#include "ui/dashboards/portfolio/report_preview.h"

#include <QComboBox>
#include <QDateTime>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

#include <algorithm>

namespace nautilus::ui {
namespace {

const QString kSheet = QStringLiteral("analytics.tear_sheet"), kRisk = QStringLiteral("risk.report"),
              kFile = QStringLiteral("risk.report_file");
constexpr int kSide = 190, kRow = 22, kSoonMs = 250, kMostMade = 20, kRoomForMade = 430;
const char* const kPeriods[] = {"1M", "3M", "6M", "YTD", "1Y", "5Y", "ALL"};
const QStringList kSheetSections{QStringLiteral("growth"),    QStringLiteral("returns"),
                                 QStringLiteral("active"),    QStringLiteral("sharpe"),
                                 QStringLiteral("drawdowns"), QStringLiteral("rolling")};
const QStringList kRiskSections{QStringLiteral("summary"),  QStringLiteral("limits"),
                                QStringLiteral("breaches"), QStringLiteral("var_analysis"),
                                QStringLiteral("backtest"), QStringLiteral("stress_tests"),
                                QStringLiteral("liquidity")};

QString sectionTitle(const QString& section) {
    const QHash<QString, QString> titles{
        {QStringLiteral("growth"), ReportPanel::tr("Growth and months")},
        {QStringLiteral("returns"), ReportPanel::tr("Return and risk")},
        {QStringLiteral("active"), ReportPanel::tr("Against the benchmark")},
        {QStringLiteral("sharpe"), ReportPanel::tr("Trust in the Sharpe ratio")},
        {QStringLiteral("drawdowns"), ReportPanel::tr("Drawdowns")},
        {QStringLiteral("rolling"), ReportPanel::tr("Rolling figures")},
        {QStringLiteral("summary"), ReportPanel::tr("Summary")},
        {QStringLiteral("limits"), ReportPanel::tr("Limits")},
        {QStringLiteral("breaches"), ReportPanel::tr("Breaches")},
        {QStringLiteral("var_analysis"), ReportPanel::tr("Value at risk")},
        {QStringLiteral("backtest"), ReportPanel::tr("Back-test")},
        {QStringLiteral("stress_tests"), ReportPanel::tr("Stress tests")},
        {QStringLiteral("liquidity"), ReportPanel::tr("Liquidity")}};
    return titles.value(section, section);
}

/// Breaches are counted back from now by the clock, for which the year so far is a number of days.
QString periodOf(Span span, bool risk) {
    if (!risk || span != Span::YearToDate) return QLatin1String(kPeriods[static_cast<int>(span)]);
    const QDate today = QDate::currentDate();
    return QStringLiteral("%1D").arg(std::max<qint64>(1, QDate(today.year(), 1, 1).daysTo(today)));
}

QDateTime timeOf(const QJsonObject& object, const char* name) {
    return QDateTime::fromString(object.value(QLatin1String(name)).toString(), Qt::ISODate);
}

} // namespace

ReportPanel::ReportPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("report_designer"), tr("Report designer"), parent),
      kind_(new QComboBox(this)), benchmark_(new BenchmarkChoice(desk, this)),
      span_(new SpanSelector(Span::Year1, this)), sections_(new QListWidget(this)),
      format_(new QComboBox(this)), save_(new QPushButton(tr("Save as…"), this)), made_title_(makeNote()),
      made_(new QListWidget(this)), preview_(new ReportPreview(this)) {
    follow(kFollowsPortfolio | kFollowsDate);
    buildTools();
    buildSide();
    listSections();
    listMade();
    soon_.setSingleShot(true);
    soon_.setInterval(kSoonMs);
    connect(&soon_, &QTimer::timeout, this, &ReportPanel::refresh);
}

void ReportPanel::buildTools() {
    kind_->addItem(tr("Performance"), QStringLiteral("performance"));
    kind_->addItem(tr("Risk"), QStringLiteral("risk"));
    kind_->setAccessibleName(tr("Kind of report"));
    for (QWidget* tool : std::initializer_list<QWidget*>{kind_, benchmark_})
        tools()->addWidget(tool);
    tools()->addStretch(1);
    tools()->addWidget(span_);
    connect(kind_, &QComboBox::currentIndexChanged, this, [this] {
        listSections();
        refresh();
    });
    connect(benchmark_, &BenchmarkChoice::chosen, this, &ReportPanel::refresh);
    connect(span_, &SpanSelector::spanChanged, this, &ReportPanel::refresh);
}

/// Beside the body, so that no state of the preview covers what is chosen.
void ReportPanel::buildSide() {
    sections_->setAccessibleName(tr("Sections of the report"));
    sections_->setToolTip(tr("Space: in or out. Alt and an arrow, or dragging: another place"));
    sections_->setDragDropMode(QAbstractItemView::InternalMove);
    sections_->installEventFilter(this);
    for (const char* format : {"pdf", "html", "xlsx", "csv", "json"})
        format_->addItem(QString::fromLatin1(format).toUpper(), QLatin1String(format));
    format_->setAccessibleName(tr("Format of the file"));
    save_->setProperty("primary", true);
    save_->setAccessibleName(tr("Save the report to a file"));
    made_title_->setText(tr("Kept by the server"));
    made_->setAccessibleName(tr("Reports that the server keeps"));
    made_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    made_->setToolTip(tr("Enter: save it again, until it expires"));
    auto* save_line = new QHBoxLayout;
    save_line->setSpacing(4);
    save_line->addWidget(format_);
    save_line->addWidget(save_, 1);
    auto* side = new QWidget(this);
    side->setFixedWidth(kSide);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(8, 0, 4, 8);
    column->setSpacing(4);
    column->addWidget(sections_, 3);
    column->addLayout(save_line);
    column->addWidget(made_title_);
    column->addWidget(made_, 2);
    addBesideBody(side);
    body()->addWidget(preview_);
    connect(save_, &QPushButton::clicked, this, &ReportPanel::saveAs);
    connect(sections_, &QListWidget::itemChanged, this, &ReportPanel::askSoon);
    connect(sections_->model(), &QAbstractItemModel::rowsMoved, this, &ReportPanel::askSoon);
    connect(made_, &QListWidget::itemActivated, this, &ReportPanel::saveMade);
}

bool ReportPanel::risk() const {
    return kind_->currentIndex() == 1;
}

/// The sections of the chosen kind as they were left.
void ReportPanel::listSections() {
    const QStringList& all = risk() ? kRiskSections : kSheetSections;
    QStringList order;
    for (const QJsonValue& each : order_.value(kind_->currentData().toString()).toArray())
        order.append(each.toString());
    const auto bare = [](QString name) { return name.startsWith(QLatin1Char('-')) ? name.mid(1) : name; };
    order.removeIf([&](const QString& name) { return !all.contains(bare(name)); });
    for (const QString& name : all)
        if (!order.contains(name) && !order.contains(QLatin1Char('-') + name)) order.append(name);
    filling_ = true;
    sections_->clear();
    for (const QString& name : std::as_const(order)) {
        auto* item = new QListWidgetItem(sectionTitle(bare(name)), sections_);
        item->setData(Qt::UserRole, bare(name));
        item->setSizeHint({0, kRow});
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable |
                       Qt::ItemIsDragEnabled);
        item->setCheckState(name == bare(name) ? Qt::Checked : Qt::Unchecked);
    }
    filling_ = false;
    benchmark_->setEnabled(!risk());
}

void ReportPanel::rememberSections() {
    QJsonArray order;
    for (int row = 0; row < sections_->count(); ++row) {
        const QListWidgetItem* item = sections_->item(row);
        const QString name = item->data(Qt::UserRole).toString();
        order.append(item->checkState() == Qt::Checked ? name : QLatin1Char('-') + name);
    }
    order_.insert(kind_->currentData().toString(), order);
}

/// Several changes in a row are one report.
void ReportPanel::askSoon() {
    if (filling_) return;
    rememberSections();
    soon_.start();
}

void ReportPanel::moveSection(int row, int by) {
    const int to = std::clamp(row + by, 0, sections_->count() - 1);
    if (row < 0 || to == row) return;
    filling_ = true;
    QListWidgetItem* item = sections_->takeItem(row);
    sections_->insertItem(to, item);
    sections_->setCurrentRow(to);
    filling_ = false;
    askSoon();
}

bool ReportPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == sections_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool up = key->key() == Qt::Key_Up, down = key->key() == Qt::Key_Down;
        if ((key->modifiers() & Qt::AltModifier) && (up || down)) {
            moveSection(sections_->currentRow(), up ? -1 : 1);
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

QStringList ReportPanel::chosenSections() const {
    QStringList out;
    for (int row = 0; row < sections_->count(); ++row)
        if (sections_->item(row)->checkState() == Qt::Checked)
            out.append(sections_->item(row)->data(Qt::UserRole).toString());
    return out;
}

QJsonObject ReportPanel::asked(const QString& format) const {
    QJsonObject out{
        {QStringLiteral("portfolio_id"), context().portfolio},
        {QStringLiteral("sections"), QJsonArray::fromStringList(chosenSections())},
        {risk() ? QStringLiteral("time_period") : QStringLiteral("period"), periodOf(span_->span(), risk())},
        {risk() ? QStringLiteral("format") : QStringLiteral("output_format"), format}};
    out = dated(out, QStringLiteral("as_of"));
    return risk() ? out : benchmark_->in(out);
}

void ReportPanel::request() {
    soon_.stop();
    const QString portfolio = portfolioOrEmpty();
    save_->setEnabled(!portfolio.isEmpty() && !chosenSections().isEmpty());
    if (portfolio.isEmpty() || !offers(risk() ? kRisk : kSheet)) return;
    titleLine()->setSubject(portfolio);
    if (chosenSections().isEmpty())
        return showEmpty(tr("No section is chosen: the report would be empty."), tr("Choose all"), [this] {
            for (int row = 0; row < sections_->count(); ++row)
                sections_->item(row)->setCheckState(Qt::Checked);
            refresh();
        });
    make(QStringLiteral("preview"), QStringLiteral("html"), [this](const QByteArray& html) {
        preview_->setReport(html);
        if (html.isEmpty())
            showEmpty(tr("There is nothing to report of this portfolio up to this date."),
                      tr("Record a transaction"),
                      [this] { desk().open_panel(QStringLiteral("transactions")); });
    });
}

void ReportPanel::make(const QString& key, const QString& format, BytesHandler handler) {
    if (risk())
        return load(key, kRisk, asked(format), [=, this](const QJsonObject& answer, const QJsonObject&) {
            const QString file =
                answer[QStringLiteral("download_url")].toString().section(QLatin1Char('/'), -1);
            if (file.isEmpty()) return handler({});
            remember(answer);
            loadFile(key, kFile, {{QStringLiteral("file"), file}}, handler);
        });
    load(key, kSheet, asked(format), [=, this](const QJsonObject& answer, const QJsonObject&) {
        const QJsonValue against = answer[QStringLiteral("metrics")][QStringLiteral("active")];
        if (benchmark_->benchmark().isEmpty())
            benchmark_->setOwn(against[QStringLiteral("benchmark")].toString());
        const QJsonObject file = answer[QStringLiteral("file")].toObject();
        if (format == QLatin1String("json")) return handler(QJsonDocument(answer).toJson());
        handler(QByteArray::fromBase64(file[QStringLiteral("content_base64")].toString().toLatin1()));
    });
}

void ReportPanel::remember(const QJsonObject& answer) {
    made_of_.prepend(
        QJsonObject{{QStringLiteral("file"),
                     answer[QStringLiteral("download_url")].toString().section(QLatin1Char('/'), -1)},
                    {QStringLiteral("portfolio"), context().portfolio},
                    {QStringLiteral("expires_at"), answer[QStringLiteral("expires_at")]}});
    listMade();
}

/// What has expired leaves the list.
void ReportPanel::listMade() {
    QJsonArray kept;
    made_->clear();
    for (const QJsonValue& each : std::as_const(made_of_)) {
        const QDateTime until = timeOf(each.toObject(), "expires_at");
        if (until < QDateTime::currentDateTimeUtc() || kept.size() >= kMostMade) continue;
        kept.append(each);
        const QString file = each[QStringLiteral("file")].toString();
        auto* item = new QListWidgetItem(
            tr("%1, until %2").arg(file, until.toLocalTime().toString(QStringLiteral("HH:mm"))), made_);
        item->setData(Qt::UserRole, file);
        item->setSizeHint({0, kRow});
        item->setToolTip(tr("Risk report of %1").arg(each[QStringLiteral("portfolio")].toString()));
    }
    made_of_ = kept;
    resizeEvent(nullptr);
}

void ReportPanel::saveAs() {
    const QString format = format_->currentData().toString();
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save the report"),
                                     QStringLiteral("%1_%2.%3")
                                         .arg(risk() ? QStringLiteral("risk") : QStringLiteral("performance"),
                                              context().portfolio, format));
    if (!path.isEmpty()) saveTo(path);
}

void ReportPanel::saveTo(const QString& path) {
    make(QStringLiteral("save"), format_->currentData().toString(),
         [this, path](const QByteArray& bytes) { write(path, bytes); });
}

void ReportPanel::saveMade() {
    const QListWidgetItem* item = made_->currentItem();
    const QString file = item ? item->data(Qt::UserRole).toString() : QString();
    const QString path =
        file.isEmpty() ? QString() : QFileDialog::getSaveFileName(this, tr("Save the report"), file);
    if (path.isEmpty()) return;
    loadFile(QStringLiteral("save"), kFile, {{QStringLiteral("file"), file}},
             [this, path](const QByteArray& bytes) { write(path, bytes); });
}

void ReportPanel::write(const QString& path, const QByteArray& bytes) {
    QSaveFile file(path);
    const bool written = !bytes.isEmpty() && file.open(QIODevice::WriteOnly) &&
                         file.write(bytes) == bytes.size() && file.commit();
    desk().say(written ? tr("Written: %1").arg(path) : tr("Could not write %1").arg(path));
}

TableData ReportPanel::exportTable() const {
    TableData out;
    out.columns = {QStringLiteral("report"), QStringLiteral("section"), QStringLiteral("included")};
    for (int row = 0; row < sections_->count(); ++row)
        out.rows.append({kind_->currentData().toString(), sections_->item(row)->data(Qt::UserRole).toString(),
                         sections_->item(row)->checkState() == Qt::Checked});
    return out;
}

QJsonObject ReportPanel::choices() const {
    return {{QStringLiteral("kind"), kind_->currentIndex()},
            {QStringLiteral("format"), format_->currentIndex()},
            {QStringLiteral("span"), static_cast<int>(span_->span())},
            {QStringLiteral("benchmark"), benchmark_->benchmark()},
            {QStringLiteral("sections"), order_},
            {QStringLiteral("made"), made_of_}};
}

void ReportPanel::setChoices(const QJsonObject& choices) {
    order_ = choices.value(QStringLiteral("sections")).toObject();
    made_of_ = choices.value(QStringLiteral("made")).toArray();
    kind_->setCurrentIndex(std::clamp(choices.value(QStringLiteral("kind")).toInt(), 0, 1));
    format_->setCurrentIndex(
        std::clamp(choices.value(QStringLiteral("format")).toInt(), 0, format_->count() - 1));
    benchmark_->setBenchmark(choices.value(QStringLiteral("benchmark")).toString());
    span_->setSpan(static_cast<Span>(std::clamp(choices.value(QStringLiteral("span")).toInt(4), 0, 6)));
    listSections();
    listMade();
}

void ReportPanel::resizeEvent(QResizeEvent* event) {
    if (event) Panel::resizeEvent(event);
    for (QWidget* each : std::initializer_list<QWidget*>{made_title_, made_})
        each->setVisible(made_->count() > 0 && height() >= kRoomForMade);
}

} // namespace nautilus::ui
