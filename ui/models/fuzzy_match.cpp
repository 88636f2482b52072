#include "ui/models/fuzzy_match.h"

#include <algorithm>

namespace nautilus::ui {
namespace {

bool beginsWord(const QString& text, qsizetype at) {
    return at == 0 || !text.at(at - 1).isLetterOrNumber() ||
           (text.at(at).isUpper() && text.at(at - 1).isLower());
}

} // namespace

int fuzzyScore(const QString& query, const QString& text) {
    int score = 1;
    qsizetype at = 0;
    qsizetype previous = -2;
    for (const QChar letter : query) {
        if (letter.isSpace()) continue;
        const qsizetype adjacent = previous + 1;
        qsizetype found = -1;
        for (qsizetype i = at; i < text.size() && found < 0; ++i)
            if (text.at(i).toLower() == letter.toLower() && (i == adjacent || beginsWord(text, i))) found = i;
        if (found < 0) found = text.indexOf(letter, at, Qt::CaseInsensitive);
        if (found < 0) return 0;
        score += 2 + (found == adjacent ? 8 : 0) + (beginsWord(text, found) ? 10 : 0) + (found == 0 ? 6 : 0);
        previous = found;
        at = found + 1;
    }
    const bool exact = query.compare(text, Qt::CaseInsensitive) == 0;
    return std::max(1, score * 8 - static_cast<int>(std::min<qsizetype>(text.size(), 60)) / 4 +
                           (exact ? 200 : 0));
}

} // namespace nautilus::ui
