#pragma once
// A table on paper: as wide as its contents, texts broken over lines, the headings again on every page; too
// many columns go into several bands, each beginning with the first column.

#include "app/report/report_pages.h"

namespace nautilus::report {

void printTable(ReportPages& pages, const kit::ReportTable& table);

} // namespace nautilus::report
