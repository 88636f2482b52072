#pragma once
// A panel alone, with all that it needs, before a link whose answers can be staged.

#include "tests/ui/fake_link.h"
#include "ui/shell/panel.h"
#include "ui/shell/staged_link.h"

#include <QtTest>

namespace nautilus::ui::testing {

/// All that a panel needs, behind a link whose answers can be staged.
struct Bench {
    FakeLink fake;
    StagedLink staged{fake};
    LinkedContext context;
    Theme theme;
    OperationList operations;
    JobStore jobs;
    AlertStore alerts;
    QUndoStack undo;
    Desk desk{staged, context, theme, operations, jobs, alerts, undo};

    Bench() {
        theme.apply(*qApp);
        context.setSymbol(0, QStringLiteral("AAPL"));
        context.setPortfolio(0, QStringLiteral("portfolio_001"));
        fake.call(QStringLiteral("app.operations"), {}, &theme, [this](const LinkReply& reply) {
            operations.read(reply.envelope.value(QStringLiteral("data")).toObject());
        });
        QTRY_VERIFY(!operations.all().isEmpty());
    }
    template <class T>
    std::unique_ptr<T> show() {
        auto panel = std::make_unique<T>(desk);
        panel->resize(760, 460);
        static_cast<QWidget&>(*panel).show();
        settle(*panel);
        return panel;
    }
    static void settle(Panel& panel) {
        QTRY_VERIFY(!panel.loading());
        QTest::qWait(5);
    }
};

} // namespace nautilus::ui::testing
