#include "ui/shell/job_panel.h"

#include "ui/dialogs/pointer_form.h"

#include <QJsonArray>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

const QString kJob = QStringLiteral("app.job"), kJobs = QStringLiteral("app.jobs"),
              kJobId = QStringLiteral("job_id"), kState = QStringLiteral("state");
constexpr int kSide = 290, kLeastBody = 420, kPollMs = 500, kJobsLookedAt = 200;

bool isActive(const QJsonObject& job) {
    const QString state = job.value(kState).toString();
    return state == QLatin1String("queued") || state == QLatin1String("running");
}

} // namespace

JobPanel::JobPanel(Desk& desk, const QString& id, const QString& title, JobWords words, QWidget* parent)
    : Panel(desk, id, title, parent), words_(std::move(words)), form_(new PointerForm(this)),
      start_(new QPushButton(tr("Start"), this)), cancel_(new QPushButton(tr("Cancel"), this)),
      progress_(new QProgressBar(this)), said_(new QLabel(this)) {
    start_->setProperty("primary", true);
    start_->setAccessibleName(words_.start);
    cancel_->setAccessibleName(words_.cancel);
    cancel_->hide();
    progress_->setRange(0, 1000);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(words_.progress);
    progress_->hide();
    said_->setWordWrap(true);
    said_->setProperty("type", QStringLiteral("small"));
    said_->hide();
    poll_.setInterval(kPollMs);
    connect(&poll_, &QTimer::timeout, this, &JobPanel::askJob);
    connect(start_, &QPushButton::clicked, this, &JobPanel::start);
    connect(cancel_, &QPushButton::clicked, this, &JobPanel::cancelJob);
    connect(&desk.link, &Link::event, this, [this](const QString& topic, const QJsonObject& job) {
        if (topic.startsWith(QLatin1String("jobs")) && !job_.isEmpty() &&
            job.value(kJobId).toString() == job_)
            heard(job);
    });
}

void JobPanel::buildSide(const QVector<QWidget*>& below_form, int form_stretch, int below_stretch) {
    auto* side = new QWidget(this);
    side->setFixedWidth(kSide);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(4);
    auto* inner = new QVBoxLayout;
    inner->setContentsMargins(12, 0, 8, 0);
    inner->setSpacing(4);
    for (QWidget* each : below_form)
        inner->addWidget(each);
    for (QWidget* each : std::initializer_list<QWidget*>{progress_, said_, cancel_, start_})
        inner->addWidget(each);
    column->addWidget(form_->scrolled(side), form_stretch);
    column->addLayout(inner, below_stretch);
    addBesideBody(side);
    setMinimumWidth(kSide + kLeastBody); // headings beside each other are not cut
}

/// The newest job of its kind: the one that runs is followed, the last that ended well is shown.
void JobPanel::request() {
    if (!offers(operation())) return;
    titleLine()->setSubject(context().portfolio);
    load(QStringLiteral("jobs"), kJobs, {{QStringLiteral("limit"), kJobsLookedAt}},
         [this](const QJsonObject& answer, const QJsonObject&) {
             QString newest;
             for (const QJsonValue& each : answer.value(QStringLiteral("jobs")).toArray()) {
                 const QJsonObject job = each.toObject();
                 if (job.value(QStringLiteral("kind")).toString() != kind()) continue;
                 if (isActive(job)) followJob(job.value(kJobId).toString());
                 if (newest.isEmpty() && job.value(kState).toString() == QLatin1String("succeeded"))
                     newest = job.value(kJobId).toString();
             }
             if (newest.isEmpty()) return showEmpty(words_.none, tr("Start"), [this] { start(); });
             loadResult(newest);
         });
}

void JobPanel::loadResult(const QString& job) {
    const QJsonObject asked{{kJobId, job}};
    load(QStringLiteral("result"), kJob, asked, [this, asked](const QJsonObject& answer, const QJsonObject&) {
        const CellOrigin from{kJob, asked, QStringLiteral("/data/result")};
        if (!show(answer.value(QStringLiteral("result")).toObject(), from))
            showEmpty(words_.none, tr("Start"), [this] { start(); });
    });
}

void JobPanel::start() {
    form_->clearProblems();
    if (!readable()) return;
    say(tr("Waiting for its turn…"), "muted");
    start_->setEnabled(false);
    desk().link.call(operation(), question(), this, [this](const LinkReply& reply) {
        start_->setEnabled(true);
        if (!reply.ok()) {
            (void)takesFailure(QStringLiteral("start"), reply);
            return;
        }
        const QJsonObject answer = reply.envelope.value(QStringLiteral("data")).toObject();
        followJob(answer.value(kJobId).toString());
    });
}

bool JobPanel::readable() {
    return form_->readable();
}

bool JobPanel::showProblem(const QString& pointer, const QString& message) {
    return form_->showProblem(pointer, message);
}

bool JobPanel::takesFailure(const QString& key, const LinkReply& reply) {
    if (key != QLatin1String("start")) return false;
    const QJsonArray errors = reply.envelope.value(QStringLiteral("errors")).toArray();
    for (const QJsonValue& each : errors)
        (void)showProblem(each.toObject().value(QStringLiteral("field")).toString(),
                          each.toObject().value(QStringLiteral("message")).toString());
    const QString why = errors.first().toObject().value(QStringLiteral("message")).toString();
    say(why.isEmpty() ? tr("The answer had status %1.").arg(reply.status) : why, "error");
    return true;
}

void JobPanel::followJob(const QString& job) {
    if (job.isEmpty()) return;
    job_ = job;
    progress_->setValue(0);
    progress_->show();
    cancel_->show();
    start_->hide();
    poll_.start();
}

void JobPanel::askJob() {
    desk().link.call(kJob, {{kJobId, job_}}, this, [this](const LinkReply& reply) {
        if (reply.ok()) heard(reply.envelope.value(QStringLiteral("data")).toObject());
    });
}

void JobPanel::heard(const QJsonObject& job) {
    if (job_.isEmpty() || job.value(kJobId).toString() != job_) return;
    desk().jobs.readOne(job);
    progress_->setValue(static_cast<int>(job.value(QStringLiteral("progress")).toDouble() * 1000));
    const QString message = job.value(QStringLiteral("message")).toString(),
                  state = job.value(kState).toString();
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
    const QJsonValue error = job.value(QStringLiteral("error"));
    const QString why =
        error.isObject() ? error.toObject().value(QStringLiteral("message")).toString() : error.toString();
    const bool cancelled = state == QLatin1String("cancelled");
    say(cancelled ? words_.cancelled : words_.failed.arg(why.isEmpty() ? message : why),
        cancelled ? "muted" : "error");
}

void JobPanel::cancelJob() {
    desk().link.call(QStringLiteral("app.job_cancel"), {{kJobId, job_}}, this, [](const LinkReply&) {});
}

void JobPanel::say(const QString& text, const char* tone) {
    said_->setText(text);
    said_->setVisible(!text.isEmpty());
    said_->setProperty("tone", QLatin1String(tone));
    said_->style()->unpolish(said_);
    said_->style()->polish(said_);
}

QString JobPanel::said() const {
    return said_->text();
}

} // namespace nautilus::ui
