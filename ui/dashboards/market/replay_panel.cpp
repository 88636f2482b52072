#include "ui/dashboards/market/replay_panel.h"

#include <QComboBox>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 500;
const QString kReplay = QStringLiteral("replay");

QString instant(const QJsonValue& value) {
    return value.toString().left(19).replace(u'T', u' ');
}

} // namespace

ReplayPanel::ReplayPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("replay"), tr("Replay"), parent), play_(new QToolButton(this)),
      step_(new QToolButton(this)), speed_(new QComboBox(this)), day_(new QDateEdit(this)),
      state_(new QLabel(this)) {
    follow(kFollowsNothing);
    play_->setText(tr("Play"));
    play_->setShortcut(QKeySequence(QStringLiteral("Ctrl+Shift+Space")));
    play_->setToolTip(tr("Play or pause the stored days (Ctrl+Shift+Space)"));
    step_->setText(tr("Step"));
    step_->setToolTip(tr("One event, then pause"));
    speed_->setAccessibleName(tr("Speed of the replay"));
    for (const int times : {1, 10, 60, 100, 1000})
        speed_->addItem(tr("%1 x").arg(times), times);
    speed_->addItem(tr("as fast as possible"), QStringLiteral("max"));
    day_->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    day_->setCalendarPopup(true);
    day_->setMinimumDate(QDate(1970, 1, 1));
    day_->setSpecialValueText(QString(QChar(0x2013))); // none is known yet
    day_->setDate(day_->minimumDate());
    day_->setAccessibleName(tr("Day to replay"));
    day_->findChild<QLineEdit*>()->setAccessibleName(tr("Day to replay"));
    for (QWidget* each : std::initializer_list<QWidget*>{play_, step_, speed_, day_})
        tools()->addWidget(each);
    tools()->addStretch(1);
    state_->setWordWrap(true);
    state_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    state_->setContentsMargins(12, 8, 12, 8);
    state_->setTextFormat(Qt::RichText);
    body()->addWidget(state_);
    body()->addStretch(1);
    connect(play_, &QToolButton::clicked, this,
            [this] { command(playing_ ? QStringLiteral("pause") : QStringLiteral("play")); });
    connect(step_, &QToolButton::clicked, this, [this] { command(QStringLiteral("step")); });
    connect(speed_, &QComboBox::activated, this, [this] {
        command(QStringLiteral("speed"),
                {{QStringLiteral("value"), QJsonValue::fromVariant(speed_->currentData())}});
    });
    connect(day_, &QDateEdit::editingFinished, this, [this] {
        command(QStringLiteral("seek"), {{QStringLiteral("at"), day_->date().toString(Qt::ISODate)}});
    });
    refreshWhileSeen(kPollMs);
}

void ReplayPanel::command(const QString& what, const QJsonObject& parameters) {
    QJsonObject request{{QStringLiteral("source_id"), kReplay}, {QStringLiteral("do"), what}};
    if (!parameters.isEmpty()) request.insert(QStringLiteral("parameters"), parameters);
    this->desk().link.call(QStringLiteral("marketdata.source_command"), request, this,
                           [this](const LinkReply& reply) {
                               if (!reply.ok()) this->desk().say(tr("The replay did not take that."));
                               refresh();
                           });
}

void ReplayPanel::request() {
    if (!offers(QStringLiteral("marketdata.source_command"))) return;
    load(QStringLiteral("replay"), QStringLiteral("marketdata.source_command"),
         {{QStringLiteral("source_id"), kReplay}, {QStringLiteral("do"), QStringLiteral("status")}},
         [this](const QJsonObject& answer, const QJsonObject&) {
             show(answer.value(QStringLiteral("result")).toObject());
         });
}

void ReplayPanel::show(const QJsonObject& status) {
    table_ = {};
    if (status.isEmpty())
        return showEmpty(tr("The replay source is not installed, or says nothing."), tr("Open data sources"),
                         [this] { desk().open_panel(QStringLiteral("sources")); });
    table_.columns = status.keys();
    QVector<QJsonValue> values;
    for (const QString& column : std::as_const(table_.columns))
        values.append(status.value(column));
    table_.rows.append(values);
    playing_ = status.value(QStringLiteral("playing")).toBool();
    play_->setText(playing_ ? tr("Pause") : tr("Play"));
    const QJsonValue speed = status.value(QStringLiteral("speed"));
    if (!speed_->view()->isVisible()) {
        const int at =
            speed.isString() ? speed_->findData(speed.toString()) : speed_->findData(speed.toInt());
        speed_->setCurrentIndex(at);
    }
    const QString day = status.value(QStringLiteral("day")).toString();
    if (!day_->hasFocus() && !day.isEmpty()) day_->setDate(QDate::fromString(day, Qt::ISODate));
    const auto row = [](const QString& name, const QString& value) {
        return QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td><b>%2</b></td></tr>")
            .arg(name, value.isEmpty() ? QString(QChar(0x2013)) : value.toHtmlEscaped());
    };
    state_->setText(
        QStringLiteral("<table>") + row(tr("State"), playing_ ? tr("playing") : tr("paused")) +
        row(tr("Sessions until, UTC"), instant(status.value(QStringLiteral("session_time")))) +
        row(tr("Ticks until, UTC"), instant(status.value(QStringLiteral("tick_time")))) +
        row(tr("Symbols"), QLocale().toString(status.value(QStringLiteral("lines")).toInteger())) +
        row(tr("Events sent"), QLocale().toString(status.value(QStringLiteral("events")).toInteger())) +
        row(tr("Loops done"), QLocale().toString(status.value(QStringLiteral("loops")).toInteger())) +
        QStringLiteral("</table>"));
    titleLine()->setSubject(playing_ ? tr("playing") : tr("paused"));
}

} // namespace nautilus::ui
