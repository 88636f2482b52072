// Fonts need an application: one for the whole program, gone before its statics are.

#include <QGuiApplication>

#include <gtest/gtest.h>

#include <memory>

namespace {

class Gui final : public testing::Environment {
public:
    void SetUp() override { application_ = std::make_unique<QGuiApplication>(count_, arguments_); }
    void TearDown() override { application_.reset(); }

private:
    int count_ = 1;
    char name_[12] = "report_test";
    char* arguments_[2] = {name_, nullptr};
    std::unique_ptr<QGuiApplication> application_;
};

[[maybe_unused]] const auto* const kGui = testing::AddGlobalTestEnvironment(new Gui);

} // namespace
