#include "ui/models/expression_language.h"

#include <QRegularExpression>

#include <algorithm>

namespace nautilus::ui {
namespace {

const QString kMacro = QStringLiteral("macro(\"");

bool ofWord(QChar c) {
    return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('.');
}

/// Characters of `text` that its first `bytes` bytes of UTF-8 are.
int charactersOf(const QString& text, int bytes) {
    return static_cast<int>(QString::fromUtf8(text.toUtf8().left(bytes)).size());
}

} // namespace

void ExpressionLanguage::read(const QJsonObject& language) {
    entries_.clear();
    const auto text = [](const QJsonValue& of, const char* name) {
        return of.toObject().value(QLatin1String(name)).toString();
    };
    for (const QJsonValue& each : language.value(QStringLiteral("functions")).toArray()) {
        const LanguageEntry function{text(each, "name"), text(each, "name") + QLatin1Char('('),
                                     text(each, "signature"), text(each, "meaning"),
                                     QStringLiteral("function")};
        entries_.append(function);
        for (const QJsonValue& alias : each.toObject().value(QStringLiteral("aliases")).toArray())
            entries_.append({alias.toString(), alias.toString() + QLatin1Char('('), function.signature,
                             function.meaning, function.kind});
    }
    for (const QJsonValue& each : language.value(QStringLiteral("names")).toArray())
        entries_.append({text(each, "name"), text(each, "name"), text(each, "name"), text(each, "meaning"),
                         text(each, "shape")});
}

void ExpressionLanguage::readUserFactors(const QJsonObject& answer) {
    own_.clear();
    for (const QJsonValue& each : answer.value(QStringLiteral("factors")).toArray()) {
        const QJsonObject factor = each.toObject();
        const QString id = factor.value(QStringLiteral("factor_id")).toString();
        const QString text = factor.value(QStringLiteral("versions"))
                                 .toArray()
                                 .last()
                                 .toObject()
                                 .value(QStringLiteral("expression"))
                                 .toString();
        if (!text.isEmpty())
            own_.append({id, QLatin1Char('(') + text + QLatin1Char(')'), id, text, QStringLiteral("factor")});
    }
}

QVector<LanguageEntry> ExpressionLanguage::completions(const QString& word, int most) const {
    QVector<LanguageEntry> first, second;
    for (const QVector<LanguageEntry>* list : {&entries_, &own_})
        for (const LanguageEntry& each : *list) {
            if (each.name.startsWith(word, Qt::CaseInsensitive))
                first.append(each);
            else if (each.name.contains(word, Qt::CaseInsensitive))
                second.append(each);
        }
    std::stable_sort(first.begin(), first.end(), [](const LanguageEntry& a, const LanguageEntry& b) {
        return a.name.size() < b.name.size();
    });
    first += second;
    return first.mid(0, most);
}

const LanguageEntry* ExpressionLanguage::find(const QString& name) const {
    for (const LanguageEntry& each : entries_)
        if (each.name.compare(name, Qt::CaseInsensitive) == 0) return &each;
    return nullptr;
}

WordAt wordBefore(const QString& text, int position) {
    int begin = std::clamp(position, 0, static_cast<int>(text.size()));
    const int end = begin;
    while (begin > 0 && ofWord(text[begin - 1]))
        --begin;
    const int quoted = begin - static_cast<int>(kMacro.size());
    if (quoted >= 0 && text.mid(quoted, kMacro.size()).compare(kMacro, Qt::CaseInsensitive) == 0)
        begin = quoted;
    return {begin, text.mid(begin, end - begin)};
}

QVector<TextFault> faultsOf(const QJsonArray& errors, const QString& text, const QString& pointer) {
    static const QRegularExpression kPlace(QStringLiteral("^characters (\\d+) to (\\d+): (.*)$"),
                                           QRegularExpression::DotMatchesEverythingOption);
    const int length = static_cast<int>(text.size());
    QVector<TextFault> out;
    for (const QJsonValue& each : errors) {
        const QJsonObject error = each.toObject();
        if (error.value(QStringLiteral("field")).toString() != pointer) continue;
        const QString message = error.value(QStringLiteral("message")).toString();
        const auto place = kPlace.match(message);
        TextFault fault{0, length, message};
        if (place.hasMatch())
            fault = {charactersOf(text, place.captured(1).toInt()),
                     charactersOf(text, place.captured(2).toInt()), place.captured(3)};
        if (fault.end <= fault.begin) { // a place between characters: what stands before or after it
            fault.begin = std::max(0, std::min(fault.begin, length) - (fault.begin >= length ? 1 : 0));
            fault.end = std::max(fault.begin + 1, fault.end);
        }
        out.append(fault);
    }
    return out;
}

} // namespace nautilus::ui
