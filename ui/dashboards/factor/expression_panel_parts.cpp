// What the editor of expressions is built of, and the keeping of factors.

#include "ui/dashboards/factor/expression_panel.h"

#include "ui/charts/column_chart.h"
#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/factor/expression_field.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

namespace nautilus::ui {
namespace {

const QString kFirst = QStringLiteral("rank(delta(close, 5)) / ts_std(returns, 20)");
const QString kSave = QStringLiteral("factor.user_factor_save");
constexpr int kFieldHeight = 70;
constexpr int kTypingMs = 400; ///< pause after which a text is asked

QVector<ColumnSpec> endColumns(const QString& title) {
    return {{QStringLiteral("symbol"), title},
            {QStringLiteral("value"), ExpressionPanel::tr("Value"), NumberKind::Significant},
            {QStringLiteral("percentile"), ExpressionPanel::tr("Pct."), NumberKind::Percent1,
             ExpressionPanel::tr("Share of the universe's stocks that are not above it, in percent")}};
}

} // namespace

ExpressionPanel::ExpressionPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("expression"), tr("Expression editor"), parent),
      highest_model_(endColumns(tr("Highest"))), lowest_model_(endColumns(tr("Lowest"))),
      field_(new ExpressionField(desk.theme, this)), message_(makeNote()), save_message_(makeNote()),
      own_(new QComboBox(this)), versions_(new QComboBox(this)), save_strip_(new QWidget(this)),
      id_field_(new QLineEdit(save_strip_)), name_field_(new QLineEdit(save_strip_)),
      direction_(new QComboBox(save_strip_)), split_(new QBoxLayout(QBoxLayout::LeftToRight)),
      spread_(new ColumnChart(desk.theme, this)), history_(new LineChart(desk.theme, this)),
      highest_(makeTable(highest_model_, tr("Stocks with the highest values"), {84, 92, 52})),
      lowest_(makeTable(lowest_model_, tr("Stocks with the lowest values"), {84, 92, 52})) {
    follow(kFollowsSymbol | kFollowsDate | kFollowsUniverse | kFollowsFactor);
    buildTools();
    buildEditor();
    buildSaveStrip();
    buildPreview();
}

void ExpressionPanel::buildTools() {
    own_->setAccessibleName(tr("My factors"));
    own_->setPlaceholderText(tr("My factors"));
    versions_->setAccessibleName(tr("Versions of the factor"));
    versions_->setPlaceholderText(tr("Versions"));
    for (QComboBox* box : {own_, versions_}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
        box->setEnabled(false);
        tools()->addWidget(box, 1);
    }
    auto* sheet = new QPushButton(tr("Tear sheet"), this);
    sheet->setToolTip(tr("What the expression foretold and earned"));
    auto* keep = new QPushButton(tr("Save…"), this);
    keep->setToolTip(tr("Keep the expression as a factor of your own (Ctrl+S)"));
    tools()->addStretch(1);
    tools()->addWidget(sheet);
    tools()->addWidget(keep);
    connect(sheet, &QPushButton::clicked, this, &ExpressionPanel::openTearSheet);
    connect(keep, &QPushButton::clicked, this, &ExpressionPanel::openSaveStrip);
    const auto take = [this] {
        const QJsonObject version = versions_->currentData().toJsonObject();
        takeText(
            version.value(QStringLiteral("expression")).toString(),
            QStringLiteral("%1@%2").arg(own_->currentText()).arg(version[QLatin1String("version")].toInt()));
    };
    connect(own_, &QComboBox::activated, this, [this, take] {
        saved_as_.clear();
        showVersions();
        versions_->setCurrentIndex(0);
        take();
    });
    connect(versions_, &QComboBox::activated, this, take);
}

void ExpressionPanel::buildEditor() {
    field_->setLanguage(&language_);
    field_->setPlainText(kFirst);
    field_->document()->setModified(false);
    field_->setFixedHeight(kFieldHeight);
    message_->setWordWrap(true);
    message_->setContentsMargins(12, 3, 12, 3);
    message_->setTextFormat(Qt::PlainText);
    typing_.setSingleShot(true);
    typing_.setInterval(kTypingMs);
    auto* top = new QWidget(this);
    auto* column = new QVBoxLayout(top);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(field_);
    column->addWidget(message_);
    column->addWidget(save_strip_);
    addAboveBody(top);
    connect(&typing_, &QTimer::timeout, this, &ExpressionPanel::refresh);
    connect(field_, &QPlainTextEdit::textChanged, this, [this] {
        saved_as_.clear();
        typing_.start();
    });
    connect(field_, &ExpressionField::evaluateAsked, this, &ExpressionPanel::refresh);
    connect(field_, &ExpressionField::saveAsked, this, &ExpressionPanel::openSaveStrip);
}

void ExpressionPanel::buildSaveStrip() {
    auto* line = new QHBoxLayout(save_strip_);
    line->setContentsMargins(12, 2, 12, 4);
    id_field_->setPlaceholderText(tr("id, as in calm_reversal"));
    id_field_->setAccessibleName(tr("Id of the factor"));
    name_field_->setPlaceholderText(tr("name"));
    name_field_->setAccessibleName(tr("Name of the factor"));
    direction_->addItem(tr("high pays"), 1);
    direction_->addItem(tr("low pays"), -1);
    direction_->addItem(tr("either"), 0);
    direction_->setAccessibleName(tr("Direction"));
    auto* keep = new QPushButton(tr("Save"), save_strip_);
    auto* leave = new QPushButton(tr("Cancel"), save_strip_);
    line->addWidget(id_field_, 2);
    line->addWidget(name_field_, 2);
    line->addWidget(direction_);
    line->addWidget(keep);
    line->addWidget(leave);
    line->addWidget(save_message_, 3);
    save_message_->setWordWrap(true);
    save_strip_->hide();
    connect(keep, &QPushButton::clicked, this, &ExpressionPanel::save);
    for (QLineEdit* each : {id_field_, name_field_})
        connect(each, &QLineEdit::returnPressed, this, &ExpressionPanel::save);
    connect(leave, &QPushButton::clicked, this, [this] {
        save_strip_->hide();
        field_->setFocus();
    });
}

void ExpressionPanel::buildPreview() {
    spread_->setTouching(true);
    spread_->setHeading(tr("Stocks by value"));
    history_->setValueAxis(NumberKind::Plain, tr("value"));
    history_->setAccessibleName(tr("Values of one stock over a year"));
    trace(history_);
    auto* charts = new QVBoxLayout;
    charts->setSpacing(0);
    charts->addWidget(spread_, 1);
    charts->addWidget(history_, 1);
    auto* ends = new QVBoxLayout;
    ends->setSpacing(0);
    ends->addWidget(highest_, 1);
    ends->addWidget(lowest_, 1);
    split_->setSpacing(4);
    split_->addLayout(charts, 3);
    split_->addLayout(ends, 2);
    body()->addLayout(split_, 1);
    for (RecordTable* table : {highest_, lowest_}) {
        table->setSortingEnabled(false);
        connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
                [this, table](const QModelIndex& current) {
                    const auto* model = static_cast<const RecordTableModel*>(table->model());
                    if (current.isValid())
                        setContextSymbol(model->textAt(current.row(), QStringLiteral("symbol")));
                });
    }
}

void ExpressionPanel::openSaveStrip() {
    if (id_field_->text().isEmpty()) id_field_->setText(own_->currentText());
    save_message_->clear();
    save_strip_->show();
    id_field_->setFocus();
    id_field_->selectAll();
}

void ExpressionPanel::save() {
    const QJsonObject asked{{QStringLiteral("factor_id"), id_field_->text().trimmed()},
                            {QStringLiteral("expression"), field_->toPlainText()},
                            {QStringLiteral("name"), name_field_->text().trimmed()},
                            {QStringLiteral("direction"), direction_->currentData().toInt()}};
    save_message_->setText(tr("Saving…"));
    desk().link.call(kSave, asked, this, [this](const LinkReply& reply) { saved(reply); });
}

void ExpressionPanel::saved(const LinkReply& reply) {
    const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
    if (!reply.ok()) {
        QStringList words;
        for (const QJsonValue& each : errors)
            words.append(each.toObject().value(QStringLiteral("message")).toString());
        save_message_->setText(words.isEmpty() ? tr("It could not be saved.")
                                               : words.join(QLatin1String("; ")));
        field_->setFaults(faultsOf(errors, field_->toPlainText()));
        return;
    }
    const QJsonObject factor = reply.envelope.value(QStringLiteral("data")).toObject();
    const QJsonObject last = factor.value(QStringLiteral("versions")).toArray().last().toObject();
    const QString id = factor.value(QStringLiteral("factor_id")).toString();
    const int version = last.value(QStringLiteral("version")).toInt();
    field_->document()->setModified(false);
    saved_as_ = QStringLiteral("%1@%2").arg(id).arg(version);
    taken_ = saved_as_;
    setContextFactor(saved_as_);
    save_strip_->hide();
    field_->setFocus();
    desk().say(tr("Saved as %1, version %2").arg(id).arg(version));
    own_known_ = false;
    refresh();
}

} // namespace nautilus::ui
