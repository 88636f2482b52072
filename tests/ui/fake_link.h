#pragma once
// A link that answers from tests/ui/data/desk.json: what the engines would say, recorded.

#include "ui/link/link.h"

#include <QHash>
#include <QStringList>

namespace nautilus::ui::testing {

class FakeLink : public Link {
    Q_OBJECT
public:
    explicit FakeLink(QObject* parent = nullptr);

    std::shared_ptr<LinkCall> call(const QString& operation_id, const QJsonObject& parameters,
                                   QObject* context, Done done) override;
    [[nodiscard]] std::unique_ptr<LinkListening> listen(const QString& pattern) override;
    /// What is listened to now.
    [[nodiscard]] QStringList listened() const { return *listened_; }
    [[nodiscard]] QString address() const override { return QStringLiteral("http://127.0.0.1:8001"); }
    [[nodiscard]] QString tokenFile() const override { return QStringLiteral("/home/you/.nautilus/token"); }

    /// What was asked, in order.
    [[nodiscard]] QStringList asked() const { return asked_; }
    [[nodiscard]] QJsonObject lastParameters(const QString& operation) const {
        return last_.value(operation);
    }
    /// Answers an operation with this from now on.
    void stage(const QString& operation, const LinkReply& reply) { staged_.insert(operation, reply); }
    [[nodiscard]] const QJsonObject& settings() const { return settings_; }
    void setSetting(const QString& name, const QJsonValue& value);
    int delay_ms = 1; ///< after which answers come
    [[nodiscard]] int cancelled() const { return *cancelled_; }
    int page_rows = 0; ///< above 0: tables come in pages of this many rows

private:
    [[nodiscard]] QJsonObject answer(const QString& operation, const QJsonObject& parameters) const;
    [[nodiscard]] QJsonObject exposures(const QJsonObject& parameters) const;
    [[nodiscard]] QJsonObject returns(const QJsonObject& parameters) const;
    [[nodiscard]] QJsonObject instruments(const QJsonObject& parameters) const;
    [[nodiscard]] QJsonObject paged(QJsonObject data, const QJsonObject& parameters) const;

    QJsonObject desk_;
    QStringList asked_;
    std::shared_ptr<int> cancelled_ = std::make_shared<int>(0); ///< calls taken back
    std::shared_ptr<QStringList> listened_ = std::make_shared<QStringList>();
    QHash<QString, LinkReply> staged_;
    QJsonObject settings_; ///< {settings, defaults, schema}
    QHash<QString, QJsonObject> last_;
};

} // namespace nautilus::ui::testing
