#include "ui/models/book_words.h"

#include "ui/models/number_format.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonArray>

namespace nautilus::ui {
QStringList transactionKinds() {
    static const char* const kKinds[] = {
        "buy",   "sell",       "deposit", "withdrawal",    "dividend",    "interest",
        "fee",   "sell_short", "cover",   "exchange",      "transfer_in", "transfer_out",
        "split", "spin_off",   "merger",  "symbol_change", "cash_merger", "return_of_capital"};
    QStringList out;
    for (const char* kind : kKinds)
        out.append(QLatin1String(kind));
    return out;
}

QString transactionKind(const QString& kind) {
    static const QHash<QString, const char*> kWords{
        {QStringLiteral("buy"), QT_TRANSLATE_NOOP("Book", "Buy")},
        {QStringLiteral("sell"), QT_TRANSLATE_NOOP("Book", "Sell")},
        {QStringLiteral("sell_short"), QT_TRANSLATE_NOOP("Book", "Sell short")},
        {QStringLiteral("cover"), QT_TRANSLATE_NOOP("Book", "Cover")},
        {QStringLiteral("dividend"), QT_TRANSLATE_NOOP("Book", "Dividend")},
        {QStringLiteral("interest"), QT_TRANSLATE_NOOP("Book", "Interest")},
        {QStringLiteral("fee"), QT_TRANSLATE_NOOP("Book", "Fee")},
        {QStringLiteral("deposit"), QT_TRANSLATE_NOOP("Book", "Deposit")},
        {QStringLiteral("withdrawal"), QT_TRANSLATE_NOOP("Book", "Withdrawal")},
        {QStringLiteral("exchange"), QT_TRANSLATE_NOOP("Book", "Exchange")},
        {QStringLiteral("transfer_in"), QT_TRANSLATE_NOOP("Book", "Transfer in")},
        {QStringLiteral("transfer_out"), QT_TRANSLATE_NOOP("Book", "Transfer out")},
        {QStringLiteral("split"), QT_TRANSLATE_NOOP("Book", "Split")},
        {QStringLiteral("spin_off"), QT_TRANSLATE_NOOP("Book", "Spin-off")},
        {QStringLiteral("merger"), QT_TRANSLATE_NOOP("Book", "Merger")},
        {QStringLiteral("symbol_change"), QT_TRANSLATE_NOOP("Book", "Symbol change")},
        {QStringLiteral("cash_merger"), QT_TRANSLATE_NOOP("Book", "Cash merger")},
        {QStringLiteral("return_of_capital"), QT_TRANSLATE_NOOP("Book", "Return of capital")},
        {QStringLiteral("reversal"), QT_TRANSLATE_NOOP("Book", "Reversal")}};
    const char* words = kWords.value(kind, nullptr);
    return words ? QCoreApplication::translate("Book", words) : kind;
}

QStringList lotMethods() {
    return {QStringLiteral("fifo"), QStringLiteral("lifo"), QStringLiteral("highest_cost"),
            QStringLiteral("average_cost"), QStringLiteral("specific_lots")};
}

QString lotMethod(const QString& method) {
    static const QHash<QString, const char*> kWords{
        {QStringLiteral("fifo"), QT_TRANSLATE_NOOP("Book", "First in, first out")},
        {QStringLiteral("lifo"), QT_TRANSLATE_NOOP("Book", "Last in, first out")},
        {QStringLiteral("highest_cost"), QT_TRANSLATE_NOOP("Book", "Highest cost first")},
        {QStringLiteral("average_cost"), QT_TRANSLATE_NOOP("Book", "Average cost")},
        {QStringLiteral("specific_lots"), QT_TRANSLATE_NOOP("Book", "Chosen lots")}};
    const char* words = kWords.value(method, nullptr);
    return words ? QCoreApplication::translate("Book", words) : method;
}

QString transactionSentence(const QJsonObject& transaction) {
    const auto said = [&](const char* name) {
        const QString text = plainCell(transaction.value(QLatin1String(name)));
        bool number = false;
        const double value = text.toDouble(&number);
        return number ? formatAs(NumberKind::Quantity, value) : text;
    };
    QStringList parts{transactionKind(transaction.value(QStringLiteral("kind")).toString())};
    const auto add = [&](const QString& part) {
        if (!part.isEmpty()) parts.append(part);
    };
    add(said("quantity"));
    add(said("symbol"));
    if (!said("price").isEmpty()) add(QCoreApplication::translate("Book", "at %1").arg(said("price")));
    add(said("amount"));
    return parts.join(QLatin1Char(' '));
}

QJsonObject transactionAgain(const QJsonObject& recorded) {
    QJsonObject out;
    for (const char* name :
         {"kind",           "effective_at",    "symbol",      "other_symbol", "currency",
          "other_currency", "quantity",        "price",       "amount",       "other_amount",
          "charges",        "fx_rate",         "unit",        "ratio_to",     "ratio_from",
          "cost_share_to",  "cost_share_from", "acquired_at", "note",         "lots"}) {
        QJsonValue value = recorded.value(QLatin1String(name));
        if (QLatin1String(name) == QLatin1String("lots") && value.isString())
            value = lotPicks(value.toString());
        const bool nothing = value.isNull() || value.isUndefined() ||
                             (value.isString() && value.toString().isEmpty()) ||
                             (value.isArray() && value.toArray().isEmpty());
        if (!nothing) out.insert(QLatin1String(name), value);
    }
    return out;
}

QJsonValue lotPicks(const QString& text) {
    QJsonArray out;
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts))
        out.append(QJsonObject{{QStringLiteral("lot"), word.section(QLatin1Char(':'), 0, 0)},
                               {QStringLiteral("quantity"), word.section(QLatin1Char(':'), 1)}});
    return out;
}

QString refusalOf(const QJsonObject& envelope) {
    const QJsonArray errors = envelope.value(QStringLiteral("errors")).toArray();
    const QString message = errors.first().toObject().value(QStringLiteral("message")).toString();
    return message.isEmpty() ? QCoreApplication::translate("Book", "The server did not take it.") : message;
}

} // namespace nautilus::ui
