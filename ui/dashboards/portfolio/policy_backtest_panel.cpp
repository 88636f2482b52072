#include "ui/dashboards/portfolio/policy_backtest_panel.h"

#include "ui/charts/line_chart.h"
#include "ui/charts/plot.h"
#include "ui/charts/record_table.h"
#include "ui/dashboards/portfolio/optimiser_fields.h"
#include "ui/dialogs/pointer_form.h"
#include "ui/models/optimiser_words.h"

#include <QGridLayout>
#include <QJsonArray>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>

namespace nautilus::ui {
namespace {

const QString kBacktest = QStringLiteral("portfolio.backtest_policy"), kJob = QStringLiteral("app.job"),
              kJobs = QStringLiteral("app.jobs"), kJobId = QStringLiteral("job_id");
constexpr int kSide = 290, kPollMs = 500, kJobsLookedAt = 200;

QVector<ColumnSpec> runColumns() {
    return {
        {QStringLiteral("policy"), PolicyBacktestPanel::tr("Policy"), NumberKind::Text, {}, 0, methodTitle},
        {QStringLiteral("annual_return"), PolicyBacktestPanel::tr("Return\n% a year"), NumberKind::Percent,
         PolicyBacktestPanel::tr("Compounded, after costs")},
        {QStringLiteral("volatility"), PolicyBacktestPanel::tr("Volatility\n%"), NumberKind::Percent},
        {QStringLiteral("sharpe_ratio"), PolicyBacktestPanel::tr("Sharpe"), NumberKind::Decimal2, {}, 2.0},
        {QStringLiteral("max_drawdown"), PolicyBacktestPanel::tr("Drawdown\n%"), NumberKind::Percent},
        {QStringLiteral("mean_turnover"), PolicyBacktestPanel::tr("Turnover\n%"), NumberKind::Percent,
         PolicyBacktestPanel::tr("Mean of a rebalancing")},
        {QStringLiteral("total_cost"), PolicyBacktestPanel::tr("Cost\n%"), NumberKind::Percent,
         PolicyBacktestPanel::tr("Of the value, summed over the backtest")},
        {QStringLiteral("volatility_bias"), PolicyBacktestPanel::tr("Bias of\nvolatility"),
         NumberKind::Decimal2,
         PolicyBacktestPanel::tr("Deviation of returns over what was predicted: 1 is right, above 1 risk "
                                 "was underestimated")},
        {QStringLiteral("rebalances"), PolicyBacktestPanel::tr("Rebal-\nanced"), NumberKind::Integer,
         PolicyBacktestPanel::tr("How often")},
        {QStringLiteral("failed"), PolicyBacktestPanel::tr("Failed"), NumberKind::Integer,
         PolicyBacktestPanel::tr("Rebalancings without an answer: the weights were kept")},
        {QStringLiteral("total_return"), PolicyBacktestPanel::tr("Total\n%"), NumberKind::Percent}};
}

bool isPolicyBacktest(const QJsonObject& job) {
    return job.value(QStringLiteral("kind")).toString() == QLatin1String("policy_backtest");
}

bool isActive(const QJsonObject& job) {
    const QString state = job.value(QStringLiteral("state")).toString();
    return state == QLatin1String("queued") || state == QLatin1String("running");
}

} // namespace

PolicyBacktestPanel::PolicyBacktestPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("portfolio.policy_backtest"), tr("Policy backtest"), parent),
      form_(new PointerForm(this)), compared_(new QListWidget(this)),
      start_(new QPushButton(tr("Start"), this)), cancel_(new QPushButton(tr("Cancel"), this)),
      progress_(new QProgressBar(this)), said_(new QLabel(this)), troubles_(new QLabel(this)),
      growth_(new LineChart(desk.theme, this)), drawdown_(new LineChart(desk.theme, this)),
      turnover_(new LineChart(desk.theme, this)), runs_(runColumns()) {
    follow(kFollowsPortfolio);
    buildSide();
    buildBody();
    poll_.setInterval(kPollMs);
    connect(&poll_, &QTimer::timeout, this, &PolicyBacktestPanel::askJob);
    connect(&desk.link, &Link::event, this, [this](const QString& topic, const QJsonObject& job) {
        if (topic.startsWith(QLatin1String("jobs")) && !job_.isEmpty() &&
            job.value(kJobId).toString() == job_)
            heard(job);
    });
}

void PolicyBacktestPanel::buildSide() {
    form_->addSection(tr("Policy"));
    addPolicyFields(*form_);
    PointerField value{QStringLiteral("/initial_value"), PointerField::Kind::Number, tr("Begins with"),
                       tr("Value at the start, in the base currency")};
    value.decimals = 0;
    value.least = 1;
    value.most = 1e12;
    value.start = 1e6;
    value.step = 1e5;
    value.optional = false;
    PointerField day{QStringLiteral("/start"), PointerField::Kind::Date, tr("From"),
                     tr("Empty: the first session with a whole lookback")};
    day.example = QStringLiteral("YYYY-MM-DD");
    form_->addField(day);
    day.pointer = QStringLiteral("/end");
    day.title = tr("To");
    day.hint = tr("Empty: the last session");
    form_->addField(day);
    form_->addField(value);
    showFields();
    compared_->setAccessibleName(tr("Methods that it is compared with"));
    compared_->setMinimumHeight(66);
    QStringList methods = optimiserMethods();
    methods.move(methods.indexOf(QStringLiteral("equal_weight")), 0); // the yardstick
    for (const QString& method : std::as_const(methods)) {
        auto* item = new QListWidgetItem(methodTitle(method), compared_);
        item->setData(Qt::UserRole, method);
        item->setSizeHint({0, 22});
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(method == QLatin1String("equal_weight") ? Qt::Checked : Qt::Unchecked);
    }
    start_->setProperty("primary", true);
    start_->setAccessibleName(tr("Start the backtest"));
    cancel_->setAccessibleName(tr("Cancel the backtest"));
    cancel_->hide();
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Progress of the backtest"));
    progress_->hide();
    auto* side = new QWidget(this);
    side->setFixedWidth(kSide);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(4);
    auto* beside = makeNote();
    beside->setText(tr("Compared with"));
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(12, 0, 8, 0);
    inner->setSpacing(4);
    for (QWidget* each :
         std::initializer_list<QWidget*>{beside, compared_, progress_, said_, cancel_, start_})
        inner->addWidget(each);
    column->addWidget(form_->scrolled(side), 3);
    column->addLayout(inner, 2);
    said_->setWordWrap(true);
    said_->setProperty("type", QStringLiteral("small"));
    addBesideBody(side);
    connect(form_, &PointerForm::edited, this, &PolicyBacktestPanel::showFields);
    connect(start_, &QPushButton::clicked, this, &PolicyBacktestPanel::start);
    connect(cancel_, &QPushButton::clicked, this, &PolicyBacktestPanel::cancelJob);
}

void PolicyBacktestPanel::showFields() {
    const QString method = form_->value(kMethodField).toString();
    form_->showFields([&method](const PointerField& field) {
        return readsField(method, QStringLiteral("trade_off"), field.pointer);
    });
}

QWidget* PolicyBacktestPanel::makeSection(const QString& title, QWidget* content) {
    auto* box = new QWidget(this);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto* heading = makeNote();
    heading->setText(title);
    heading->setContentsMargins(12, 4, 12, 0);
    column->addWidget(heading);
    column->addWidget(content, 1);
    return box;
}

void PolicyBacktestPanel::buildBody() {
    for (LineChart* chart : {growth_, drawdown_, turnover_}) {
        chart->plot()->setMinimumHeight(64);
        chart->setValueAxis(NumberKind::PercentSign, {});
        chart->setZeroLine(true);
        trace(chart);
    }
    growth_->setAccessibleName(tr("Growth of the policies"));
    drawdown_->setAccessibleName(tr("Drawdowns of the policies"));
    turnover_->setAccessibleName(tr("Turnover of every rebalancing"));
    runs_table_ =
        makeTable(runs_, tr("Figures of the policies"), {160, 66, 66, 58, 66, 66, 58, 70, 62, 54, 66});
    runs_table_->horizontalHeader()->setMinimumHeight(36);
    runs_table_->horizontalHeader()->setStretchLastSection(false);
    runs_table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    runs_table_->showWhatFits({10, 8, 6, 9, 5});
    runs_table_->setMinimumHeight(84);
    troubles_->setProperty("tone", QStringLiteral("warn"));
    troubles_->setWordWrap(true);
    troubles_->setContentsMargins(12, 2, 12, 4);
    troubles_->hide();
    auto* grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(makeSection(tr("Growth"), growth_), 0, 0, 1, 2);
    grid->addWidget(makeSection(tr("Drawdown"), drawdown_), 1, 0);
    grid->addWidget(makeSection(tr("Turnover of every rebalancing"), turnover_), 1, 1);
    grid->addWidget(runs_table_, 2, 0, 1, 2);
    grid->setRowStretch(0, 5);
    grid->setRowStretch(1, 3);
    grid->setRowStretch(2, 3);
    body()->addLayout(grid, 1);
    body()->addWidget(troubles_);
}

QJsonObject PolicyBacktestPanel::question() const {
    QJsonObject out = form_->values();
    if (!context().portfolio.isEmpty()) out.insert(QStringLiteral("portfolio_id"), context().portfolio);
    QJsonArray compared;
    for (int row = 0; row < compared_->count(); ++row)
        if (const auto* item = compared_->item(row); item->checkState() == Qt::Checked)
            compared.append(item->data(Qt::UserRole).toString());
    out.insert(QStringLiteral("compare_with"), compared);
    return out;
}

/// The newest backtest of the server: the one that runs, else the last that ended well.
void PolicyBacktestPanel::request() {
    if (!offers(kBacktest)) return;
    titleLine()->setSubject(context().portfolio);
    load(QStringLiteral("jobs"), kJobs, {{QStringLiteral("limit"), kJobsLookedAt}},
         [this](const QJsonObject& answer, const QJsonObject&) {
             QString newest;
             for (const QJsonValue& each : answer.value(QStringLiteral("jobs")).toArray()) {
                 const QJsonObject job = each.toObject();
                 if (!isPolicyBacktest(job)) continue;
                 if (isActive(job)) followJob(job.value(kJobId).toString());
                 if (newest.isEmpty() &&
                     job.value(QStringLiteral("state")).toString() == QLatin1String("succeeded"))
                     newest = job.value(kJobId).toString();
             }
             if (newest.isEmpty())
                 return showEmpty(tr("No backtest has been run yet. Choose a method and what it is compared "
                                     "with, then start it."),
                                  tr("Start"), [this] { start(); });
             const QJsonObject asked{{kJobId, newest}};
             load(QStringLiteral("result"), kJob, asked,
                  [this, asked](const QJsonObject& job, const QJsonObject&) {
                      show(job.value(QStringLiteral("result")).toObject(),
                           {kJob, asked, QStringLiteral("/data/result")});
                  });
         });
}

void PolicyBacktestPanel::start() {
    if (!form_->readable()) return;
    form_->clearProblems();
    say(tr("Waiting for its turn…"), "muted");
    start_->setEnabled(false);
    desk().link.call(kBacktest, question(), this, [this](const LinkReply& reply) {
        start_->setEnabled(true);
        if (!reply.ok()) {
            (void)takesFailure(QStringLiteral("start"), reply);
            return;
        }
        const QJsonObject answer = reply.envelope.value(QStringLiteral("data")).toObject();
        followJob(answer.value(kJobId).toString());
    });
}

bool PolicyBacktestPanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (key != QLatin1String("start")) return false;
    const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
    for (const QJsonValue& each : errors)
        (void)form_->showProblem(each.toObject().value(QStringLiteral("field")).toString(),
                                 each.toObject().value(QStringLiteral("message")).toString());
    say(errors.first().toObject().value(QStringLiteral("message")).toString(), "error");
    return true;
}

void PolicyBacktestPanel::followJob(const QString& job) {
    if (job.isEmpty()) return;
    job_ = job;
    progress_->setValue(0);
    progress_->show();
    cancel_->show();
    start_->hide();
    poll_.start();
}

void PolicyBacktestPanel::askJob() {
    desk().link.call(kJob, {{kJobId, job_}}, this, [this](const LinkReply& reply) {
        if (reply.ok()) heard(reply.envelope.value(QStringLiteral("data")).toObject());
    });
}

void PolicyBacktestPanel::heard(const QJsonObject& job) {
    if (job_.isEmpty() || job.value(kJobId).toString() != job_) return;
    desk().jobs.readOne(job);
    progress_->setValue(static_cast<int>(job.value(QStringLiteral("progress")).toDouble() * 1000));
    const QString message = job.value(QStringLiteral("message")).toString(),
                  state = job.value(QStringLiteral("state")).toString();
    say(message, "muted");
    if (isActive(job)) return;
    poll_.stop();
    job_.clear();
    progress_->hide();
    cancel_->hide();
    start_->show();
    if (state == QLatin1String("succeeded")) {
        say({}, "muted");
        return refresh();
    }
    say(state == QLatin1String("cancelled") ? tr("The backtest was cancelled.")
                                            : tr("The backtest failed: %1").arg(message),
        state == QLatin1String("cancelled") ? "muted" : "error");
}

void PolicyBacktestPanel::cancelJob() {
    desk().link.call(QStringLiteral("app.job_cancel"), {{kJobId, job_}}, this, [](const LinkReply&) {});
}

void PolicyBacktestPanel::say(const QString& text, const char* tone) {
    said_->setText(text);
    said_->setVisible(!text.isEmpty());
    said_->setProperty("tone", QLatin1String(tone));
    said_->style()->unpolish(said_);
    said_->style()->polish(said_);
}

QString PolicyBacktestPanel::said() const {
    return said_->text();
}

void PolicyBacktestPanel::show(const QJsonObject& result, const CellOrigin& from) {
    from_ = from;
    showLines(result);
    showRuns(result);
    if (runs_.rowCount() == 0)
        showEmpty(tr("The last backtest has no result."), tr("Start"), [this] { start(); });
}

} // namespace nautilus::ui
