#include "ui/link/link.h"

namespace nautilus::ui {

QStringList Link::standingTopics() {
    return {QStringLiteral("jobs.*"),
            QStringLiteral("catalog.*"),
            QStringLiteral("factor.*"),
            QStringLiteral("system.alerts.*"),
            QStringLiteral("portfolio.transactions.*"),
            QStringLiteral("risk.limits.*"),
            QStringLiteral("risk.breaches.*")};
}

} // namespace nautilus::ui
