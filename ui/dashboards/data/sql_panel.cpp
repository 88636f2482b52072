#include "ui/dashboards/data/sql_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/dialogs/answer_view.h"

#include <QComboBox>
#include <QJsonArray>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QToolButton>

namespace nautilus::ui {
namespace {

const QString kOperation = QStringLiteral("marketdata.sql");
const QString kFirst = QStringLiteral("SELECT * FROM (SHOW TABLES)");
constexpr int kRows = 10000;
constexpr int kMostKept = 30;
constexpr int kMostLines = 8;

} // namespace

SqlPanel::SqlPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("sql"), tr("SQL console"), parent),
      editor_(new QPlainTextEdit(kFirst, this)), history_(new QComboBox(this)),
      as_chart_(new QToolButton(this)), pages_(new QStackedWidget(this)),
      table_(makeTable(model_, tr("Rows of the statement"))), lines_(new LineChart(desk.theme, this)) {
    follow(kFollowsNothing);
    auto* run_button = new QPushButton(tr("Run"), this);
    run_button->setToolTip(tr("Run the statement (Ctrl+Enter)"));
    history_->setAccessibleName(tr("Statements run before"));
    history_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    history_->setMinimumContentsLength(16);
    history_->setPlaceholderText(tr("History"));
    as_chart_->setText(tr("Chart"));
    as_chart_->setAccessibleName(tr("Result as a chart"));
    as_chart_->setToolTip(tr("Number columns over the first date column"));
    as_chart_->setCheckable(true);
    tools()->addWidget(run_button);
    tools()->addWidget(history_, 1);
    tools()->addWidget(as_chart_);
    editor_->setAccessibleName(tr("SQL statement"));
    editor_->setTabChangesFocus(true);
    editor_->setFixedHeight(74);
    editor_->installEventFilter(this);
    addAboveBody(editor_);
    lines_->setAccessibleName(tr("Result as a chart"));
    pages_->addWidget(table_);
    pages_->addWidget(lines_);
    body()->addWidget(pages_, 1);
    connect(run_button, &QPushButton::clicked, this, &SqlPanel::run);
    connect(as_chart_, &QToolButton::toggled, this, [this](bool on) { pages_->setCurrentIndex(on ? 1 : 0); });
    connect(history_, &QComboBox::activated, this,
            [this] { editor_->setPlainText(history_->currentData().toString()); });
}

void SqlPanel::run() {
    remember(editor_->toPlainText().trimmed());
    refresh();
}

void SqlPanel::remember(const QString& statement) {
    if (statement.isEmpty()) return;
    const int known = history_->findData(statement);
    if (known >= 0) history_->removeItem(known);
    history_->insertItem(0, statement.simplified().left(80), statement);
    while (history_->count() > kMostKept)
        history_->removeItem(history_->count() - 1);
    history_->setCurrentIndex(-1);
}

QJsonObject SqlPanel::choices() const {
    QJsonArray history;
    for (int i = 0; i < history_->count(); ++i)
        history.append(history_->itemData(i).toString());
    return {{QStringLiteral("sql"), editor_->toPlainText()}, {QStringLiteral("history"), history}};
}

void SqlPanel::setChoices(const QJsonObject& choices) {
    editor_->setPlainText(choices.value(QStringLiteral("sql")).toString(kFirst));
    history_->clear();
    for (const QJsonValue& each : choices.value(QStringLiteral("history")).toArray())
        history_->addItem(each.toString().simplified().left(80), each.toString());
    history_->setCurrentIndex(-1);
}

void SqlPanel::request() {
    const QString statement = editor_->toPlainText().trimmed();
    if (!offers(kOperation)) return;
    if (statement.isEmpty())
        return showEmpty(tr("Write a SELECT above and press Ctrl+Enter."), tr("Show the tables"), [this] {
            editor_->setPlainText(kFirst);
            run();
        });
    loadTable(QStringLiteral("sql"), kOperation,
              {{QStringLiteral("sql"), statement}, {QStringLiteral("limit"), kRows}},
              [this](const TableData& table, const QJsonObject&) { showTable(table); });
}

void SqlPanel::showTable(const TableData& table) {
    model_.setColumns(plainColumns(table));
    model_.setTable(table);
    table_->resizeColumnsToContents();
    titleLine()->setSubject(tr("%n rows", nullptr, static_cast<int>(table.rows.size())));
    drawLines(table);
    if (table.empty())
        showEmpty(tr("The statement gave no rows."), tr("Show the tables"), [this] {
            editor_->setPlainText(kFirst);
            run();
        });
}

void SqlPanel::drawLines(const TableData& table) {
    int dates = -1;
    for (int column = 0; column < table.columns.size() && dates < 0; ++column)
        if (QDate::fromString(table.text(0, column).left(10), Qt::ISODate).isValid()) dates = column;
    QVector<TimeSeries> series;
    for (int column = 0; column < table.columns.size() && dates >= 0 && series.size() < kMostLines;
         ++column) {
        if (!table.at(0, column).isDouble()) continue;
        TimeSeries line{table.columns[column], table.columns[column], {}, {}};
        for (int row = 0; row < table.rows.size(); ++row) {
            line.dates.append(QDate::fromString(table.text(row, dates).left(10), Qt::ISODate));
            line.values.append(table.number(row, column));
        }
        series.append(line);
    }
    lines_->setValueAxis(NumberKind::Plain, {});
    lines_->setSeries(series);
    as_chart_->setEnabled(!series.isEmpty());
    if (series.isEmpty()) as_chart_->setChecked(false);
}

QWidget* SqlPanel::chart() const {
    return as_chart_->isChecked() ? lines_->plot() : nullptr;
}

bool SqlPanel::eventFilter(QObject* watched, QEvent* event) {
    if (watched == editor_ && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & Qt::ControlModifier)) {
            run();
            return true;
        }
    }
    return Panel::eventFilter(watched, event);
}

} // namespace nautilus::ui
