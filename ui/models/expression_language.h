#pragma once
// The language of factor expressions as an editor knows it: what may be written, what a word may become, and
// where a refused text is wrong. The words come from factor.language; nothing here parses expressions.

#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QVector>

namespace nautilus::ui {

struct LanguageEntry {
    QString name;      ///< as one looks for it
    QString insert;    ///< what is written; a function ends with "("
    QString signature; ///< with its arguments, or the name
    QString meaning;
    QString kind; ///< function, stock, series, group or factor
};

/// The word that ends at a position, and where it begins.
struct WordAt {
    int begin = 0;
    QString text; ///< what has been typed of it
};

class ExpressionLanguage {
public:
    /// The answer of factor.language.
    void read(const QJsonObject& language);
    /// The answer of factor.user_factors: each stands for its last text in brackets.
    void readUserFactors(const QJsonObject& answer);
    [[nodiscard]] bool empty() const { return entries_.isEmpty(); }
    /// What begins with `word`, then what contains it, at most `most`; upper and lower case are the same.
    [[nodiscard]] QVector<LanguageEntry> completions(const QString& word, int most = 40) const;
    /// The function or name that is called exactly so.
    [[nodiscard]] const LanguageEntry* find(const QString& name) const;

private:
    QVector<LanguageEntry> entries_;
    QVector<LanguageEntry> own_; ///< of user factors
};

/// Letters, digits, "_" and "." before `position`; the beginning of macro("X belongs to it.
[[nodiscard]] WordAt wordBefore(const QString& text, int position);

/// A part of the text that was refused, in the service's words.
struct TextFault {
    int begin = 0;
    int end = 0; ///< after its last character; never equal to begin
    QString message;
};

/// The errors of an answer that speak of `pointer`; those without a place mark the whole text. Their places
/// are counted in bytes of UTF-8 there and in characters of `text` here.
[[nodiscard]] QVector<TextFault> faultsOf(const QJsonArray& errors, const QString& text,
                                          const QString& pointer = QStringLiteral("/expression"));

} // namespace nautilus::ui
