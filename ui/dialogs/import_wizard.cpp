#include "ui/dialogs/import_wizard.h"

#include "ui/charts/record_table.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableWidget>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kJobPollMs = 500; ///< beside the events, which may be missed when the connection breaks

} // namespace

ImportWizard::ImportWizard(Desk& desk, QWidget* parent)
    : QDialog(parent), desk_(desk), steps_(new QStackedWidget(this)), kind_(new QComboBox(this)),
      delimiter_(new QComboBox(this)), date_format_(new QComboBox(this)), decimal_(new QComboBox(this)),
      profile_(new QComboBox(this)), dataset_(new QLineEdit(this)), mapping_(new QTableWidget(this)),
      sample_(new RecordTable(desk.theme, this)), problems_(new QLabel(this)), would_(new QLabel(this)),
      understood_(new QLabel(this)), running_(new QLabel(this)), result_(new QLabel(this)),
      error_(new QLabel(this)), progress_(new QProgressBar(this)),
      import_(new QPushButton(tr("Import"), this)),
      save_profile_(new QPushButton(tr("Save as profile…"), this)) {
    setWindowTitle(tr("Import"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAcceptDrops(true);
    resize(1000, 660);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    for (QWidget* page : {buildFiles(), buildPreview(), buildRunning(), buildDone()})
        steps_->addWidget(page);
    layout->addWidget(steps_, 1);
    error_->setProperty("tone", QStringLiteral("error"));
    error_->setWordWrap(true);
    error_->hide();
    layout->addWidget(error_);
    connect(&desk_.link, &Link::event, this, [this](const QString& topic, const QJsonObject& job) {
        if (topic.startsWith(QLatin1String("jobs")) && !job_.isEmpty() &&
            job.value(QStringLiteral("job_id")).toString() == job_)
            finish(job);
    });
    poll_.setInterval(kJobPollMs);
    connect(&poll_, &QTimer::timeout, this, [this] {
        desk_.link.call(QStringLiteral("app.job"), {{QStringLiteral("job_id"), job_}}, this,
                        [this](const LinkReply& reply) {
                            const QJsonObject answer =
                                reply.envelope.value(QStringLiteral("data")).toObject();
                            if (reply.ok()) finish(answer);
                        });
    });
    fetchProfiles();
}

QWidget* ImportWizard::buildFiles() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    auto* zone = new QFrame(page);
    zone->setObjectName(QStringLiteral("dropZone"));
    auto* inner = new QVBoxLayout(zone);
    inner->setAlignment(Qt::AlignCenter);
    inner->setSpacing(10);
    auto* title = new QLabel(tr("Drop files here"), zone);
    title->setProperty("type", QStringLiteral("key"));
    auto* text =
        new QLabel(tr("Prices, sectors, fundamentals, macro series, corporate actions, universes: CSV, "
                      "Parquet or a workbook; or a folder of LEAN data. Nothing is changed before you have "
                      "seen what would "
                      "come in."),
                   zone);
    text->setProperty("tone", QStringLiteral("muted"));
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(520);
    auto* choose = new QPushButton(tr("Choose files…"), zone);
    choose->setProperty("primary", true);
    connect(choose, &QPushButton::clicked, this, &ImportWizard::chooseFiles);
    inner->addWidget(title, 0, Qt::AlignCenter);
    inner->addWidget(text, 0, Qt::AlignCenter);
    inner->addWidget(choose, 0, Qt::AlignCenter);
    column->addWidget(zone, 1);
    return page;
}

void ImportWizard::buildChoices(QHBoxLayout& row) {
    struct Choice {
        QComboBox* box;
        QString name;
        QVector<QPair<QString, QString>> options;
    };
    const Choice choices[] = {{kind_,
                               tr("Kind"),
                               {{tr("Prices"), QStringLiteral("bars")},
                                {tr("Instruments"), QStringLiteral("instruments")},
                                {tr("Sectors and industries"), QStringLiteral("classifications")},
                                {tr("Fundamentals"), QStringLiteral("fundamentals")},
                                {tr("Macro series"), QStringLiteral("macro")},
                                {tr("Corporate actions"), QStringLiteral("corporate_actions")},
                                {tr("Universe members"), QStringLiteral("universe")},
                                {tr("Ticks"), QStringLiteral("ticks")},
                                {tr("Portfolio"), QStringLiteral("portfolios")}}},
                              {delimiter_,
                               tr("Delimiter"),
                               {{tr("Comma"), QStringLiteral(",")},
                                {tr("Semicolon"), QStringLiteral(";")},
                                {tr("Tab"), QStringLiteral("\t")},
                                {tr("Bar"), QStringLiteral("|")}}},
                              {date_format_,
                               tr("Dates"),
                               {{QStringLiteral("2024-12-31"), QStringLiteral("%Y-%m-%d")},
                                {QStringLiteral("31.12.2024"), QStringLiteral("%d.%m.%Y")},
                                {QStringLiteral("31/12/2024"), QStringLiteral("%d/%m/%Y")},
                                {QStringLiteral("12/31/2024"), QStringLiteral("%m/%d/%Y")},
                                {QStringLiteral("20241231"), QStringLiteral("%Y%m%d")}}},
                              {decimal_,
                               tr("Decimal sign"),
                               {{tr("Point"), QStringLiteral(".")}, {tr("Comma"), QStringLiteral(",")}}}};
    auto add = [&](const QString& name, QWidget* editor) {
        auto* column = new QVBoxLayout;
        column->setSpacing(2);
        auto* label = new QLabel(name, this);
        label->setProperty("tone", QStringLiteral("muted"));
        label->setProperty("type", QStringLiteral("small"));
        editor->setAccessibleName(name);
        column->addWidget(label);
        column->addWidget(editor);
        row.addLayout(column);
    };
    for (const Choice& choice : choices) {
        choice.box->addItem(tr("as guessed"));
        choice.box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        for (const auto& [title, id] : choice.options)
            choice.box->addItem(title, id);
        add(choice.name, choice.box);
        connect(choice.box, &QComboBox::activated, this, &ImportWizard::preview);
    }
    profile_->addItem(tr("none"));
    add(tr("Profile"), profile_);
    connect(profile_, &QComboBox::activated, this, &ImportWizard::preview);
    dataset_->setPlaceholderText(tr("as guessed"));
    add(tr("Data set"), dataset_);
    connect(dataset_, &QLineEdit::editingFinished, this, [this] {
        if (dataset_->text().trimmed() != plan_.dataset) preview();
    });
    row.addStretch(1);
}

QWidget* ImportWizard::buildPreview() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    understood_->setProperty("type", QStringLiteral("figure"));
    understood_->setWordWrap(true);
    column->addWidget(understood_);
    auto* choices = new QHBoxLayout;
    choices->setSpacing(8);
    buildChoices(*choices);
    column->addLayout(choices);
    mapping_->setColumnCount(4);
    mapping_->setHorizontalHeaderLabels(
        {tr("Column of the file"), tr("First values"), tr("Becomes"), tr("Why")});
    mapping_->verticalHeader()->hide();
    mapping_->setShowGrid(false);
    mapping_->setFrameShape(QFrame::NoFrame);
    mapping_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    mapping_->setSelectionMode(QAbstractItemView::NoSelection);
    mapping_->setTabKeyNavigation(false);
    mapping_->horizontalHeader()->setStretchLastSection(true);
    mapping_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    mapping_->horizontalHeader()->setAccessibleName(tr("Column headings"));
    mapping_->setAccessibleName(tr("What each column becomes"));
    mapping_->verticalHeader()->setDefaultSectionSize(30);
    column->addWidget(mapping_, 3);
    problems_->setWordWrap(true);
    problems_->setProperty("tone", QStringLiteral("warn"));
    column->addWidget(problems_);
    sample_->setModel(&sample_model_);
    sample_->setAccessibleName(tr("First rows as they would come in"));
    column->addWidget(sample_, 2);
    would_->setWordWrap(true);
    auto* foot = new QHBoxLayout;
    auto* back = new QPushButton(tr("Other files"), page);
    connect(back, &QPushButton::clicked, this, [this] { steps_->setCurrentIndex(kFiles); });
    import_->setProperty("primary", true);
    connect(import_, &QPushButton::clicked, this, &ImportWizard::startImport);
    connect(save_profile_, &QPushButton::clicked, this, &ImportWizard::saveProfile);
    foot->addWidget(would_, 1);
    for (QPushButton* button : {back, save_profile_, import_}) {
        button->setAutoDefault(false);
        foot->addWidget(button);
    }
    column->addLayout(foot);
    return page;
}

QWidget* ImportWizard::buildRunning() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setAlignment(Qt::AlignCenter);
    column->setSpacing(12);
    auto* title = new QLabel(tr("Importing"), page);
    title->setProperty("type", QStringLiteral("key"));
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(360);
    progress_->setAccessibleName(tr("Progress of the import"));
    running_->setProperty("tone", QStringLiteral("muted"));
    auto* cancel = new QPushButton(tr("Cancel"), page);
    connect(cancel, &QPushButton::clicked, this, [this] {
        desk_.link.call(QStringLiteral("app.job_cancel"), {{QStringLiteral("job_id"), job_}}, this,
                        [](const LinkReply&) {});
    });
    for (QWidget* widget : {static_cast<QWidget*>(title), static_cast<QWidget*>(progress_),
                            static_cast<QWidget*>(running_), static_cast<QWidget*>(cancel)})
        column->addWidget(widget, 0, Qt::AlignCenter);
    return page;
}

QWidget* ImportWizard::buildDone() {
    auto* page = new QWidget(this);
    auto* column = new QVBoxLayout(page);
    column->setAlignment(Qt::AlignCenter);
    column->setSpacing(12);
    auto* title = new QLabel(tr("Your data are in"), page);
    title->setProperty("type", QStringLiteral("key"));
    result_->setTextFormat(Qt::RichText);
    result_->setWordWrap(true);
    result_->setFixedWidth(460);
    column->addWidget(title, 0, Qt::AlignCenter);
    column->addWidget(result_, 0, Qt::AlignCenter);
    auto* row = new QHBoxLayout;
    struct Next {
        QString text;
        const char* panel;
    };
    const Next next[] = {{tr("Open the heat map"), "exposures"},
                         {tr("Look at the quality report"), "quality"},
                         {tr("See the prices"), "bars"}};
    row->addStretch(1);
    for (const Next& each : next) {
        auto* button = new QPushButton(each.text, page);
        button->setObjectName(QStringLiteral("next_") + QLatin1String(each.panel));
        connect(button, &QPushButton::clicked, this,
                [this, panel = QString::fromLatin1(each.panel)] { leaveFor(panel); });
        row->addWidget(button);
    }
    row->addStretch(1);
    column->addLayout(row);
    return page;
}

int ImportWizard::step() const {
    return steps_->currentIndex();
}

QString ImportWizard::summary() const {
    return would_->text();
}

QString ImportWizard::result() const {
    return result_->text();
}

} // namespace nautilus::ui
