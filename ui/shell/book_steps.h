#pragma once
// What was done to a book, on the undo list: what was recorded is reversed, what was reversed is recorded
// again. The book keeps all of it; nothing is ever wiped out.

#include "ui/shell/desk.h"

#include <QJsonArray>

namespace nautilus::ui {

/// `recorded`: transactions of an answer of portfolio.record or portfolio.corporate_actions.
void pushRecorded(Desk& desk, const QString& portfolio, const QJsonArray& recorded);
/// `original` was taken back just now; a row of portfolio.transactions as an object.
void pushReversed(Desk& desk, const QString& portfolio, const QJsonObject& original);
/// Changes terms of an account: `after` is asked for now; it goes on the list once the server took it.
void changeAccount(Desk& desk, QObject* context, const QJsonObject& before, const QJsonObject& after,
                   const std::function<void()>& changed);

} // namespace nautilus::ui
