#include "ui/shell/tear_sheet_printer.h"

namespace nautilus::ui {
namespace {

TearSheetPrinter& kept() {
    static TearSheetPrinter printer;
    return printer;
}

} // namespace

void setTearSheetPrinter(TearSheetPrinter printer) {
    kept() = std::move(printer);
}

const TearSheetPrinter& tearSheetPrinter() {
    return kept();
}

} // namespace nautilus::ui
