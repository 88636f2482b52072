#pragma once
// The desktop's link in process: the same supervisor, the same envelope as over HTTP.

#include "app/composition/workstation.h"
#include "ui/link/link.h"

namespace nautilus::composition {

class LocalLink final : public ui::Link {
    Q_OBJECT
public:
    LocalLink(Workstation& workstation, QString address, QObject* parent = nullptr);
    ~LocalLink() override;

    std::shared_ptr<ui::LinkCall> call(const QString& operation_id, const QJsonObject& parameters,
                                       QObject* context, Done done) override;
    [[nodiscard]] std::unique_ptr<ui::LinkListening> listen(const QString& pattern) override;
    [[nodiscard]] QString address() const override { return address_; }
    [[nodiscard]] QString tokenFile() const override;

private:
    [[nodiscard]] std::unique_ptr<kit::Subscription> subscribe(const std::string& pattern);

    Workstation& workstation_;
    QString address_;
    std::vector<std::unique_ptr<kit::Subscription>> subscriptions_;
    std::uint64_t next_request_ = 1;
};

} // namespace nautilus::composition
