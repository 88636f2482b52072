#include "ui/dashboards/factor/library_panel.h"

#include "ui/charts/record_table.h"
#include "ui/charts/sparkline_delegate.h"
#include "ui/dashboards/factor/factor_inspector.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace nautilus::ui {
namespace {

const QString kFactors = QStringLiteral("factor.factors");
const QString kLibrary = QStringLiteral("factor.library");
const QString kOwn = QStringLiteral("factor.user_factors");
const QString kUser = QStringLiteral("user");
constexpr int kFormulaColumn = 2, kSparkColumn = 7;
constexpr const char* kStudied[] = {"first_valid_date", "coverage", "rank_ic", "t_stat", "quarters"};

QString directionWord(const QJsonValue& direction) {
    if (!direction.isDouble()) return direction.toString();
    return direction.toInt() > 0   ? LibraryPanel::tr("high")
           : direction.toInt() < 0 ? LibraryPanel::tr("low")
                                   : LibraryPanel::tr("either");
}

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("id"), LibraryPanel::tr("Factor"), NumberKind::Text, {}, 0, nullptr},
            {QStringLiteral("family"), LibraryPanel::tr("Family"), NumberKind::Text, {}, 0, familyWord},
            {QStringLiteral("formula"), LibraryPanel::tr("Formula"), NumberKind::Text,
             LibraryPanel::tr("As it is computed")},
            {QStringLiteral("pays"), LibraryPanel::tr("Pays"), NumberKind::Text,
             LibraryPanel::tr("Which values are expected to pay")},
            {QStringLiteral("coverage"), LibraryPanel::tr("Cover-\nage %"), NumberKind::Percent1,
             LibraryPanel::tr("Share of the universe's stocks with a value on the latest session")},
            {QStringLiteral("rank_ic"), LibraryPanel::tr("IC"), NumberKind::Decimal3,
             LibraryPanel::tr("Mean rank correlation with the return of the next 21 sessions, all sessions")},
            {QStringLiteral("t_stat"), LibraryPanel::tr("t"), NumberKind::Decimal2,
             LibraryPanel::tr("Newey-West, 20 lags")},
            {QStringLiteral("quarters"), LibraryPanel::tr("IC by quarter"), NumberKind::Text,
             LibraryPanel::tr("Mean IC of each quarter; above and below zero")},
            {QStringLiteral("first_valid_date"), LibraryPanel::tr("Valid\nfrom"), NumberKind::Date,
             LibraryPanel::tr("First session on which stocks with 80 % of the universe's cap have a value")},
            {QStringLiteral("source"), LibraryPanel::tr("Source"), NumberKind::Text,
             LibraryPanel::tr("Where the factor is described")}};
}

} // namespace

QString familyWord(const QString& family) {
    if (family == QLatin1String("technical")) return LibraryPanel::tr("technical");
    if (family == QLatin1String("fundamental")) return LibraryPanel::tr("fundamental");
    if (family == QLatin1String("macro")) return LibraryPanel::tr("macro");
    if (family == QLatin1String("cross_source")) return LibraryPanel::tr("cross-source");
    if (family == QLatin1String("style")) return LibraryPanel::tr("style");
    if (family == QLatin1String("regulatory")) return LibraryPanel::tr("filings");
    if (family == QLatin1String("composite")) return LibraryPanel::tr("composite");
    if (family == kUser) return LibraryPanel::tr("my own");
    if (family == QLatin1String("synthetic")) return LibraryPanel::tr("synthetic");
    return family;
}

LibraryPanel::LibraryPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("library"), tr("Factor library"), parent), model_(columns()),
      search_(new QLineEdit(this)), family_(new QComboBox(this)), note_(makeNote()) {
    follow(kFollowsDate | kFollowsUniverse);
    search_->setPlaceholderText(tr("Search names, formulas, sources"));
    search_->setAccessibleName(tr("Search the library"));
    search_->setClearButtonEnabled(true);
    search_->setMinimumWidth(120);
    family_->setAccessibleName(tr("Family"));
    family_->addItem(tr("All families"), QString());
    tools()->addWidget(search_, 1);
    tools()->addWidget(family_);
    tools()->addWidget(note_);
    table_ = addTable(model_, tr("Factor library"), {172, 92, 160, 56, 50, 50, 44, 96, 94, 150});
    table_->setItemDelegateForColumn(kSparkColumn, new SparklineDelegate(desk.theme, table_));
    table_->horizontalHeader()->setMinimumHeight(36);
    table_->horizontalHeader()->setStretchLastSection(false);
    table_->showWhatFits({9, 3, 8, 4, 1}); // source, direction, first session, coverage, family
    table_->horizontalHeader()->setSectionResizeMode(kFormulaColumn, QHeaderView::Stretch);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    connect(search_, &QLineEdit::textChanged, this, &LibraryPanel::filter);
    connect(search_, &QLineEdit::returnPressed, this, [this] {
        table_->setFocus();
        if (model_.rowCount() > 0) table_->setCurrentIndex(model_.index(0, 0));
    });
    connect(family_, &QComboBox::currentIndexChanged, this, &LibraryPanel::filter);
    connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid()) choose(current.row());
            });
    connect(table_, &RecordTable::rowActivated, this, [this](int row) {
        choose(row);
        this->desk().open_panel(QStringLiteral("tear_sheet"));
    });
}

void LibraryPanel::choose(int row) {
    const QString factor = model_.textAt(row, QStringLiteral("id"));
    if (factor.isEmpty()) return;
    inspectFactor(desk(), this, factor);
    setContextFactor(factor);
}

void LibraryPanel::request() {
    if (!offers(kFactors)) return;
    askStudies();
    load(QStringLiteral("factors"), kFactors, inUniverse({}, kFactors),
         [this](const QJsonObject& answer, const QJsonObject&) {
             takeFactors(answer);
             const OperationList& offered = desk().operations;
             if (!all_.empty() && (offered.all().isEmpty() || offered.find(kOwn)))
                 load(QStringLiteral("own"), kOwn, {},
                      [this](const QJsonObject& own, const QJsonObject&) { takeOwn(own); });
         });
}

/// The first question of a day studies the whole library: the list does not wait for it.
void LibraryPanel::askStudies() {
    if (studying_) studying_->cancel();
    const OperationList& offered = desk().operations; // empty until the program has told
    if (!offered.all().isEmpty() && !offered.find(kLibrary)) return;
    note_->setText(tr("studying…"));
    studying_ =
        desk().link.call(kLibrary, inUniverse(dated({}, QStringLiteral("as_of")), kLibrary), this,
                         [this](const LinkReply& reply) {
                             note_->clear();
                             if (reply.ok())
                                 return takeStudies(reply.envelope.value(QStringLiteral("data")).toObject());
                             note_->setText(tr("no coefficients"));
                             note_->setToolTip(reply.envelope.value(QStringLiteral("errors"))
                                                   .toArray()
                                                   .first()
                                                   .toObject()
                                                   .value(QStringLiteral("message"))
                                                   .toString());
                         });
}

void LibraryPanel::takeFactors(const QJsonObject& answer) {
    all_ = readList(answer, QStringLiteral("factors"));
    if (all_.columns.isEmpty()) all_.columns = {QStringLiteral("id"), QStringLiteral("family")};
    all_.operation = kFactors;
    all_.columns.append(QStringLiteral("pays"));
    const int direction = all_.column(QStringLiteral("direction"));
    for (auto& row : all_.rows)
        row.append(directionWord(row.value(direction)));
    for (const char* name : kStudied) {
        if (all_.column(QLatin1String(name)) >= 0) continue; // the list says it of the latest session
        all_.columns.append(QLatin1String(name));
        for (auto& row : all_.rows)
            row.append(QJsonValue::Null);
    }
    addFamilies();
    filter();
    if (all_.empty())
        showEmpty(tr("The library stands here as soon as the factor engine has data."), tr("Look again"),
                  [this] { refresh(); });
}

void LibraryPanel::takeOwn(const QJsonObject& answer) {
    if (all_.empty()) return;
    for (const QJsonValue& each : answer.value(QStringLiteral("factors")).toArray()) {
        const QJsonObject own = each.toObject();
        QVector<QJsonValue> row(all_.columns.size(), QJsonValue::Null);
        const auto set = [&](const char* column, const QJsonValue& value) {
            if (const int at = all_.column(QLatin1String(column)); at >= 0) row[at] = value;
        };
        set("id", own[QStringLiteral("factor_id")]);
        set("name", own[QStringLiteral("name")]);
        set("family", kUser);
        set("formula", own[QStringLiteral("versions")].toArray().last()[QStringLiteral("expression")]);
        set("pays", directionWord(own[QStringLiteral("direction")]));
        set("source", tr("version %1").arg(own[QStringLiteral("versions")].toArray().size()));
        all_.rows.append(row);
    }
    addFamilies();
    filter();
}

void LibraryPanel::takeStudies(const QJsonObject& answer) {
    studies_ = {};
    for (const QJsonValue& each : answer.value(QStringLiteral("factors")).toArray())
        studies_.insert(each[QStringLiteral("factor_id")].toString(), each);
    filter();
}

void LibraryPanel::addFamilies() {
    const int family = all_.column(QStringLiteral("family"));
    for (int row = 0; row < all_.rows.size(); ++row)
        if (const QString id = all_.text(row, family); family_->findData(id) < 0)
            family_->addItem(familyWord(id), id);
}

void LibraryPanel::filter() {
    const QStringList wanted = search_->text().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const QString family = family_->currentData().toString();
    const int id = all_.column(QStringLiteral("id")), of = all_.column(QStringLiteral("family"));
    QVector<int> rows;
    for (int row = 0; row < all_.rows.size(); ++row) {
        if (!family.isEmpty() && all_.text(row, of) != family) continue;
        QString text;
        for (const char* column : {"id", "name", "family", "formula", "description", "source"})
            text += all_.text(row, all_.column(QLatin1String(column))) + QLatin1Char('\n');
        if (std::all_of(wanted.begin(), wanted.end(),
                        [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); }))
            rows.append(row);
    }
    TableData shown = all_.reordered(rows);
    for (auto& row : shown.rows) {
        const QJsonObject study = studies_.value(row.value(id).toString()).toObject();
        for (const char* name : kStudied)
            if (study.contains(QLatin1String(name)))
                row[shown.column(QLatin1String(name))] = study.value(QLatin1String(name));
    }
    model_.setTable(shown);
    titleLine()->setSubject(rows.size() == all_.rows.size()
                                ? tr("%n factors", nullptr, static_cast<int>(rows.size()))
                                : tr("%1 of %2 factors").arg(rows.size()).arg(all_.rows.size()));
}

QJsonObject LibraryPanel::choices() const {
    return {{QStringLiteral("search"), search_->text()}};
}

void LibraryPanel::setChoices(const QJsonObject& choices) {
    search_->setText(choices.value(QStringLiteral("search")).toString());
}

} // namespace nautilus::ui
