#pragma once
// A link in front of another that can hold answers back, refuse them or empty them: how the pictures of the
// loading, error and empty states are made from the real program.

#include "ui/link/link.h"

namespace nautilus::ui {

class StagedLink : public Link {
    Q_OBJECT
public:
    enum class Stage { Pass, Hold, Fail, Empty };

    explicit StagedLink(Link& behind, QObject* parent = nullptr);

    void setStage(Stage stage) { stage_ = stage; }
    std::shared_ptr<LinkCall> call(const QString& operation_id, const QJsonObject& parameters,
                                   QObject* context, Done done) override;
    [[nodiscard]] std::unique_ptr<LinkListening> listen(const QString& pattern) override {
        return behind_.listen(pattern);
    }
    [[nodiscard]] QString address() const override { return behind_.address(); }
    [[nodiscard]] QString tokenFile() const override { return behind_.tokenFile(); }

private:
    Link& behind_;
    Stage stage_ = Stage::Pass;
};

} // namespace nautilus::ui
