// Answers of limits, risk figures and alerts, recorded from the built-in data and shortened.
#include "tests/ui/fake_answers.h"

#include <QJsonDocument>

namespace nautilus::ui::testing {
namespace {

const char* const kOperations = R"json({"operations":[]})json";

QJsonObject parsed(const char* text) {
    return QJsonDocument::fromJson(text).object();
}

} // namespace

const QHash<QString, QJsonObject>& riskAnswers() {
    static const QHash<QString, QJsonObject> kAnswers{};
    return kAnswers;
}

QJsonObject riskOperations() {
    return parsed(kOperations);
}

} // namespace nautilus::ui::testing
