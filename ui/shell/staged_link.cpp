#include "ui/shell/staged_link.h"

#include <QJsonArray>
#include <QPointer>
#include <QTimer>

namespace nautilus::ui {
namespace {

class NoCall : public LinkCall {
public:
    void cancel() override {}
};

LinkReply refused() {
    const QJsonObject error{{QStringLiteral("code"), QStringLiteral("unavailable")},
                            {QStringLiteral("message"), StagedLink::tr("The factor engine is not running.")}};
    return {503,
            QJsonObject{{QStringLiteral("success"), false}, {QStringLiteral("errors"), QJsonArray{error}}}};
}

LinkReply emptied(const QString& operation) {
    QJsonObject data;
    if (operation == QLatin1String("app.engines"))
        data = {{QStringLiteral("engines_total"), 0}, {QStringLiteral("engines_healthy"), 0}};
    for (const char* list :
         {"columns", "rows", "jobs", "operations", "factors", "contributions", "sources", "engines"})
        data.insert(QLatin1String(list), QJsonArray());
    return {200, QJsonObject{{QStringLiteral("success"), true}, {QStringLiteral("data"), data}}};
}

} // namespace

StagedLink::StagedLink(Link& behind, QObject* parent) : Link(parent), behind_(behind) {
    connect(&behind_, &Link::event, this, &Link::event);
}

std::shared_ptr<LinkCall> StagedLink::call(const QString& operation_id, const QJsonObject& parameters,
                                           QObject* context, Done done) {
    if (stage_ == Stage::Pass) return behind_.call(operation_id, parameters, context, std::move(done));
    if (stage_ == Stage::Hold) return std::make_shared<NoCall>();
    const LinkReply reply = stage_ == Stage::Fail ? refused() : emptied(operation_id);
    QTimer::singleShot(0, context, [done = std::move(done), reply] { done(reply); });
    return std::make_shared<NoCall>();
}

} // namespace nautilus::ui
