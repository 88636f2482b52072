#pragma once
// Can the constraints hold together? Green with the returns that they allow, or red with the conflict in
// words, a way to each of its fields, and the least relaxation with one click.

#include <QJsonArray>
#include <QJsonObject>
#include <QWidget>

#include <optional>

class QLabel;
class QListWidget;
class QPushButton;

namespace nautilus::ui {

struct LinkReply;
class PointerForm;

/// Why a request was refused.
struct Refusal {
    QJsonArray errors;
    QString why;           ///< the first of them, as a sentence
    bool conflict = false; ///< limits that cannot hold together, one error each
};
/// Nothing for failures that are not of the request itself: the server, the key, too many requests.
[[nodiscard]] std::optional<Refusal> refusalOf(const LinkReply& reply);

class FeasibilityView : public QWidget {
    Q_OBJECT
public:
    explicit FeasibilityView(QWidget* parent = nullptr);

    /// An answer of portfolio.diagnose.
    void showDiagnosis(const QJsonObject& diagnosis);
    /// What the optimum was found with when constraints were relaxed.
    void showRelaxed(const QJsonArray& relaxations);
    /// The errors of a refused request: a conflict here, in the words of `form`, and its rows marked;
    /// anything else in the row that it is about.
    void showRefusal(const Refusal& refusal, PointerForm& form);
    /// A refusal of which no diagnosis will come: offers the least relaxation.
    void offerRelaxation();
    void clear();

    [[nodiscard]] QString said() const;
    /// Places of the request that stand against each other.
    [[nodiscard]] QStringList pointers() const;
    [[nodiscard]] QListWidget* conflicts() const { return conflicts_; }
    [[nodiscard]] QPushButton* button() const { return button_; }

Q_SIGNALS:
    void fieldAsked(const QString& pointer);
    void relaxAsked();
    /// The relaxed limits are to stand in the form.
    void takeOverAsked(const QJsonArray& relaxations);

private:
    void say(const QString& text, const char* tone);
    void addRow(const QString& text, const QString& hint, const QString& pointer);
    void fit();

    QJsonArray relaxations_;
    bool relaxed_ = false;
    QLabel* said_;
    QListWidget* conflicts_;
    QPushButton* button_;
};

} // namespace nautilus::ui
