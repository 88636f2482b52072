#pragma once
// A panel of something that takes long: a form, a job with progress and cancel, and the newest result that
// the server keeps of it.

#include "ui/shell/panel.h"

#include <QTimer>

class QProgressBar;
class QPushButton;

namespace nautilus::ui {

class PointerForm;

/// What the panel calls its job.
struct JobWords {
    QString start;     ///< on the button for those who cannot see it: "Start the backtest"
    QString cancel;    ///< "Cancel the backtest"
    QString progress;  ///< "Progress of the backtest"
    QString cancelled; ///< "The backtest was cancelled."
    QString failed;    ///< "The backtest failed: %1"
    QString none;      ///< while there is no result
};

class JobPanel : public Panel {
    Q_OBJECT
public:
    [[nodiscard]] PointerForm* form() const { return form_; }
    [[nodiscard]] QPushButton* startButton() const { return start_; }
    [[nodiscard]] QPushButton* cancelButton() const { return cancel_; }
    [[nodiscard]] QProgressBar* progress() const { return progress_; }
    [[nodiscard]] QString said() const;
    /// Asks the server to run it; what is shown stays until the result is in.
    void start();

protected:
    JobPanel(Desk& desk, const QString& id, const QString& title, JobWords words, QWidget* parent);

    /// What starts the job, and the kind that the server gives it.
    [[nodiscard]] virtual QString operation() const = 0;
    [[nodiscard]] virtual QString kind() const = 0;
    [[nodiscard]] virtual QJsonObject question() const = 0;
    /// False, with words in the form, while the form cannot be sent.
    [[nodiscard]] virtual bool readable();
    /// The newest result; false when there is nothing in it.
    [[nodiscard]] virtual bool show(const QJsonObject& result, const CellOrigin& from) = 0;
    /// Some fields of the request are not fields of the form: true when the panel has said `message` at the
    /// place that `pointer` names.
    virtual bool showProblem(const QString& pointer, const QString& message);

    /// The form, what is given, and the line of the job, on the left of the body.
    void buildSide(const QVector<QWidget*>& below_form, int form_stretch, int below_stretch);
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;

private:
    void followJob(const QString& job);
    void heard(const QJsonObject& job);
    void askJob();
    void cancelJob();
    void say(const QString& text, const char* tone);
    void loadResult(const QString& job);

    JobWords words_;
    PointerForm* form_;
    QPushButton* start_;
    QPushButton* cancel_;
    QProgressBar* progress_;
    QLabel* said_;
    QTimer poll_;
    QString job_; ///< that is under way
};

} // namespace nautilus::ui
