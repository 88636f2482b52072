#include "ui/dashboards/factor/factor_inspector.h"

#include "ui/models/factor_names.h"
#include "ui/shell/panel.h"

#include <QJsonArray>

namespace nautilus::ui {
namespace {

InspectorCard cardOf(const QString& factor, const QJsonObject& info) {
    auto text = [&info](const char* name) { return info.value(QLatin1String(name)).toString(); };
    QStringList inputs;
    for (const QJsonValue& each : info.value(QStringLiteral("inputs")).toArray())
        inputs.append(each.toString());
    InspectorCard card{factorTitle(factor), text("family"), {}, text("description")};
    const QPair<QString, QString> facts[] = {
        {Panel::tr("Formula"), text("formula")}, {Panel::tr("Direction"), text("direction")},
        {Panel::tr("Unit"), text("unit")},       {Panel::tr("Inputs"), inputs.join(QStringLiteral(", "))},
        {Panel::tr("Source"), text("source")},   {Panel::tr("Valid from"), text("first_valid_date")}};
    for (const auto& fact : facts)
        if (!fact.second.isEmpty()) card.facts.append(fact);
    return card;
}

} // namespace

void inspectFactor(Desk& desk, QObject* context, const QString& factor) {
    desk.link.call(QStringLiteral("factor.factors"), {}, context, [&desk, factor](const LinkReply& reply) {
        const QString bare = factor.section(QLatin1Char(':'), -1);
        const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
        for (const QJsonValue& each : data.value(QStringLiteral("factors")).toArray()) {
            const QString id = each.toObject().value(QStringLiteral("id")).toString();
            if (id == factor || id.section(QLatin1Char(':'), -1) == bare)
                return desk.inspect(cardOf(factor, each.toObject()));
        }
    });
}

} // namespace nautilus::ui
