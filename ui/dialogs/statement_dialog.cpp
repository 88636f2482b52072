#include "ui/dialogs/statement_dialog.h"

#include "ui/charts/record_table.h"
#include "ui/dialogs/dialog_parts.h"
#include "ui/models/book_words.h"
#include "ui/models/number_format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>

namespace nautilus::ui {
namespace {

constexpr qint64 kMostBytes = 64 << 20;
constexpr int kWaitMs = 200;

/// Members of a transaction and how brokers head their columns.
struct Member {
    const char* name;
    const char* title;
    const char* heads;
};
constexpr Member kMembers[] = {
    {"kind", QT_TRANSLATE_NOOP("Book", "Kind"), "kind|action|type|transaction|activity"},
    {"effective_at", QT_TRANSLATE_NOOP("Book", "Date"), "effective_at|date|trade date|run date|time"},
    {"symbol", QT_TRANSLATE_NOOP("Book", "Symbol"), "symbol|ticker|instrument"},
    {"quantity", QT_TRANSLATE_NOOP("Book", "Quantity"), "quantity|shares|qty|units"},
    {"price", QT_TRANSLATE_NOOP("Book", "Price"), "price|trade price"},
    {"amount", QT_TRANSLATE_NOOP("Book", "Amount"), "amount|cash|net amount|value"},
    {"charges", QT_TRANSLATE_NOOP("Book", "Charges"), "charges|commission|fees|fee"},
    {"currency", QT_TRANSLATE_NOOP("Book", "Currency"), "currency|ccy"},
    {"note", QT_TRANSLATE_NOOP("Book", "Note"), "note|description|memo"},
    {"key", QT_TRANSLATE_NOOP("Book", "Key"), "key|reference|id|order id"}};

QStringList headersOf(const QString& text) {
    QStringList out;
    for (QString each : text.section(QLatin1Char('\n'), 0, 0).split(QLatin1Char(','))) {
        each = each.trimmed();
        if (each.size() > 1 && each.startsWith(QLatin1Char('"'))) each = each.mid(1, each.size() - 2);
        if (!each.isEmpty()) out.append(each);
    }
    return out;
}

QVector<ColumnSpec> refusedColumns() {
    return {{QStringLiteral("line"), StatementDialog::tr("Line"), NumberKind::Plain},
            {QStringLiteral("field"), StatementDialog::tr("Field")},
            {QStringLiteral("message"), StatementDialog::tr("Why it is refused")}};
}

} // namespace

StatementDialog::StatementDialog(Desk& desk, QString portfolio, QWidget* parent)
    : QDialog(parent), desk_(desk), portfolio_(std::move(portfolio)), model_(refusedColumns()),
      table_(new RecordTable(desk.theme, this)), file_(new QLabel(tr("No file is chosen."), this)),
      state_(new QLabel(this)), order_(new QComboBox(this)), kinds_(new QLineEdit(this)),
      skip_(new QCheckBox(tr("Leave out the rows that are refused"), this)),
      record_(new QPushButton(tr("Record"), this)) {
    setWindowTitle(tr("Import a statement into %1").arg(portfolio_));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(660, 560);
    build();
    wait_.setSingleShot(true);
    wait_.setInterval(kWaitMs);
    connect(&wait_, &QTimer::timeout, this, &StatementDialog::preview);
    connect(record_, &QPushButton::clicked, this, &StatementDialog::record);
    connect(order_, &QComboBox::currentIndexChanged, this, [this] { wait_.start(); });
    connect(kinds_, &QLineEdit::textChanged, this, [this] { wait_.start(); });
    connect(skip_, &QCheckBox::toggled, this, [this] { wait_.start(); });
}

void StatementDialog::build() {
    auto* layout = dialogLayout(*this);
    auto* head = new QHBoxLayout;
    auto* choose = new QPushButton(tr("Choose a file…"), this);
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &StatementDialog::chooseFile);
    head->addWidget(file_, 1);
    head->addWidget(choose);
    layout->addLayout(head);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    buildColumns(*grid);
    layout->addLayout(grid);
    layout->addWidget(skip_);
    state_->setWordWrap(true);
    state_->setText(tr("What would be recorded appears here. Nothing is until you say so."));
    layout->addWidget(state_);
    table_->setModel(&model_);
    table_->setAccessibleName(tr("Rows that are refused"));
    table_->setColumnWidth(0, 60);
    table_->setColumnWidth(1, 110);
    table_->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(table_, 1);
    choose->setFocus();
    record_->setEnabled(false);
    layout->addLayout(dialogFoot(*this, *record_, tr("Close")));
}

void StatementDialog::buildColumns(QGridLayout& grid) {
    int place = 0;
    const auto add = [&](const QString& title, QWidget* editor) {
        auto* label = new QLabel(title, this);
        label->setProperty("tone", QStringLiteral("muted"));
        label->setBuddy(editor);
        editor->setAccessibleName(title);
        grid.addWidget(label, place / 2, place % 2 * 2);
        grid.addWidget(editor, place / 2, place % 2 * 2 + 1);
        ++place;
    };
    for (const Member& member : kMembers) {
        auto* box = new QComboBox(this);
        columns_.insert(QLatin1String(member.name), box);
        add(QCoreApplication::translate("Book", member.title), box);
        connect(box, &QComboBox::currentIndexChanged, this, [this] { wait_.start(); });
    }
    order_->addItem(tr("year, month, day"), QStringLiteral("ymd"));
    order_->addItem(tr("month, day, year"), QStringLiteral("mdy"));
    order_->addItem(tr("day, month, year"), QStringLiteral("dmy"));
    add(tr("Order of dates"), order_);
    kinds_->setPlaceholderText(QStringLiteral("BOT=buy, SLD=sell"));
    add(tr("Its words for kinds"), kinds_);
    grid.setColumnStretch(1, 1);
    grid.setColumnStretch(3, 1);
}

void StatementDialog::chooseFile() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a statement"), {},
                                                      tr("Tables (*.csv *.txt);;All files (*)"));
    if (path.isEmpty()) return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > kMostBytes)
        return state_->setText(tr("The file cannot be read, or is larger than 64 MB."));
    setText(QFileInfo(path).fileName(), QString::fromUtf8(file.readAll()));
}

void StatementDialog::setText(const QString& name, const QString& text) {
    text_ = text;
    file_->setText(name);
    const QStringList headers = headersOf(text);
    for (const Member& member : kMembers) {
        QComboBox* box = columns_.value(QLatin1String(member.name));
        const QSignalBlocker quiet(box);
        box->clear();
        box->addItem(tr("none"), QString());
        for (const QString& header : headers)
            box->addItem(header, header);
        for (const QString& head : QString(QLatin1String(member.heads)).split(QLatin1Char('|'))) {
            const int found = box->findText(head, Qt::MatchFixedString);
            if (found > 0 && box->currentIndex() <= 0) box->setCurrentIndex(found);
        }
    }
    wait_.start();
}

QJsonObject StatementDialog::request(bool dry_run) const {
    QJsonObject columns, kinds;
    for (auto each = columns_.begin(); each != columns_.end(); ++each)
        if (const QString header = each.value()->currentData().toString(); !header.isEmpty())
            columns.insert(each.key(), header);
    for (const QString& pair : kinds_->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        const QString word = pair.section(QLatin1Char('='), 0, 0).trimmed();
        const QString kind = pair.section(QLatin1Char('='), 1).trimmed();
        if (!word.isEmpty() && !kind.isEmpty()) kinds.insert(word, kind);
    }
    return {{QStringLiteral("portfolio_id"), portfolio_},
            {QStringLiteral("csv"), text_},
            {QStringLiteral("columns"), columns},
            {QStringLiteral("kinds"), kinds},
            {QStringLiteral("date_order"), order_->currentData().toString()},
            {QStringLiteral("skip_refused"), skip_->isChecked()},
            {QStringLiteral("dry_run"), dry_run}};
}

void StatementDialog::preview() {
    if (text_.isEmpty()) return;
    if (call_) call_->cancel();
    record_->setEnabled(false);
    state_->setText(tr("Reading…"));
    call_ = desk_.link.call(QStringLiteral("portfolio.import_transactions"), request(true), this,
                            [this](const LinkReply& reply) { answered(reply); });
}

void StatementDialog::answered(const LinkReply& reply) {
    const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
    model_.setTable(readList(data, QStringLiteral("refused"),
                             {QStringLiteral("line"), QStringLiteral("field"), QStringLiteral("message")}));
    if (!reply.ok()) return state_->setText(refusalOf(reply.envelope));
    QSet<int> lines; // a row may be refused for several reasons
    for (int row = 0; row < model_.table().rows.size(); ++row)
        lines.insert(model_.table().at(row, 0).toInt());
    const auto rows = data.value(QStringLiteral("rows_read")).toInt();
    const auto refused = static_cast<int>(lines.size());
    record_->setEnabled(rows > refused && (refused == 0 || skip_->isChecked()));
    state_->setText(refused == 0
                        ? tr("%n rows are understood and can be recorded.", nullptr, rows)
                        : tr("%1 of %n rows are refused.", nullptr, rows).arg(formatNumber(refused, 0)));
}

QString StatementDialog::state() const {
    return state_->text();
}

bool StatementDialog::ready() const {
    return record_->isEnabled();
}

void StatementDialog::record() {
    if (!ready()) return;
    record_->setEnabled(false);
    state_->setText(tr("Recording…"));
    call_ = desk_.link.call(QStringLiteral("portfolio.import_transactions"), request(false), this,
                            [this](const LinkReply& reply) { finished(reply); });
}

void StatementDialog::finished(const LinkReply& reply) {
    if (!reply.ok()) return state_->setText(refusalOf(reply.envelope));
    const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
    const int count = data.value(QStringLiteral("recorded")).toInt();
    const int known = data.value(QStringLiteral("repeated")).toInt();
    QString said = tr("Recorded: %n transactions", nullptr, count);
    if (known > 0) said += tr(", %n were on record before", nullptr, known);
    desk_.say(said);
    Q_EMIT recorded();
    accept();
}

} // namespace nautilus::ui
