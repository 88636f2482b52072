#pragma once
// What the book calls things, in words, and transactions as the API takes them.

#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace nautilus::ui {

/// Kinds of transactions that can be recorded, the usual ones first.
[[nodiscard]] QStringList transactionKinds();
/// "sell_short" -> "Sell short".
[[nodiscard]] QString transactionKind(const QString& kind);
[[nodiscard]] QString lotMethod(const QString& method);
[[nodiscard]] QStringList lotMethods();
/// "Buy 100 AAPL at 157.7"; of a transaction as recorded or as asked for.
[[nodiscard]] QString transactionSentence(const QJsonObject& transaction);

/// A transaction as it is recorded again: what the server added is left out, and the caller's key as well,
/// since nothing is recorded twice under one.
[[nodiscard]] QJsonObject transactionAgain(const QJsonObject& recorded);

/// "12:100 14/1:50" as [{lot, quantity}]; the reverse of what the API's table says.
[[nodiscard]] QJsonValue lotPicks(const QString& text);

/// The first message of an envelope that says why not.
[[nodiscard]] QString refusalOf(const QJsonObject& envelope);

} // namespace nautilus::ui
