#include "ui/shell/book_steps.h"

#include "ui/models/book_words.h"
#include "ui/models/server_step.h"

#include <QCoreApplication>

namespace nautilus::ui {
namespace {

using Numbers = std::shared_ptr<QVector<double>>;

double numberOf(const QJsonValue& transaction) {
    return transaction[QStringLiteral("number")].toDouble();
}

/// Records the transactions and notes their numbers.
ServerStep::Act recording(Desk& desk, const QString& portfolio, const QJsonArray& again,
                          const Numbers& numbers) {
    return [&desk, portfolio, again, numbers](QObject* context, const ServerStep::Told& told) {
        desk.link.call(QStringLiteral("portfolio.record"),
                       {{QStringLiteral("portfolio_id"), portfolio}, {QStringLiteral("transactions"), again}},
                       context, [numbers, told](const LinkReply& reply) {
                           if (!reply.ok()) return told(refusalOf(reply.envelope));
                           numbers->clear();
                           const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
                           for (const QJsonValue& each : data.value(QStringLiteral("transactions")).toArray())
                               numbers->append(numberOf(each));
                           told({});
                       });
    };
}

/// Takes the last of the numbers back, then the one before it.
void reverseNext(Desk& desk, const QString& portfolio, const Numbers& numbers, QObject* context,
                 const ServerStep::Told& told) {
    if (numbers->isEmpty()) return told({});
    const QJsonObject asked{{QStringLiteral("portfolio_id"), portfolio},
                            {QStringLiteral("number"), numbers->last()},
                            {QStringLiteral("note"), QStringLiteral("undone")}};
    desk.link.call(QStringLiteral("portfolio.reverse"), asked, context,
                   [&desk, portfolio, numbers, context, told](const LinkReply& reply) {
                       if (!reply.ok()) return told(refusalOf(reply.envelope));
                       numbers->removeLast();
                       reverseNext(desk, portfolio, numbers, context, told);
                   });
}

ServerStep::Act reversing(Desk& desk, const QString& portfolio, const Numbers& numbers) {
    return [&desk, portfolio, numbers](QObject* context, const ServerStep::Told& told) {
        reverseNext(desk, portfolio, numbers, context, told);
    };
}

ServerStep::Say saying(Desk& desk) {
    return [&desk](const QString& refusal) {
        desk.say(QCoreApplication::translate("Book", "Not undone or redone: %1").arg(refusal));
    };
}

} // namespace

void pushRecorded(Desk& desk, const QString& portfolio, const QJsonArray& recorded) {
    if (recorded.isEmpty()) return;
    const auto numbers = std::make_shared<QVector<double>>();
    QJsonArray again;
    for (const QJsonValue& each : recorded) {
        numbers->append(numberOf(each));
        again.append(transactionAgain(each.toObject()));
    }
    const QString what =
        recorded.size() == 1
            ? QCoreApplication::translate("Book", "record: %1")
                  .arg(transactionSentence(recorded.first().toObject()))
            : QCoreApplication::translate("Book", "record %1 transactions").arg(recorded.size());
    desk.undo.push(new ServerStep(desk.undo, what, recording(desk, portfolio, again, numbers),
                                  reversing(desk, portfolio, numbers), saying(desk)));
}

void pushReversed(Desk& desk, const QString& portfolio, const QJsonObject& original) {
    const auto numbers = std::make_shared<QVector<double>>();
    desk.undo.push(new ServerStep(
        desk.undo, QCoreApplication::translate("Book", "reverse: %1").arg(transactionSentence(original)),
        reversing(desk, portfolio, numbers),
        recording(desk, portfolio, {transactionAgain(original)}, numbers), saying(desk)));
}

void changeAccount(Desk& desk, QObject* context, const QJsonObject& before, const QJsonObject& after,
                   const std::function<void()>& changed) {
    const auto saving = [&desk, changed](const QJsonObject& account) -> ServerStep::Act {
        return [&desk, account, changed](QObject* with, const ServerStep::Told& told) {
            desk.link.call(QStringLiteral("portfolio.save_account"), account, with,
                           [told, changed](const LinkReply& reply) {
                               told(reply.ok() ? QString() : refusalOf(reply.envelope));
                               changed();
                           });
        };
    };
    saving(after)(context, [&desk, before, after, saving](const QString& refusal) {
        if (!refusal.isEmpty())
            return desk.say(
                QCoreApplication::translate("Book", "The account was not changed: %1").arg(refusal));
        desk.undo.push(new ServerStep(desk.undo, QCoreApplication::translate("Book", "change the account"),
                                      saving(after), saving(before), saying(desk)));
    });
}

} // namespace nautilus::ui
