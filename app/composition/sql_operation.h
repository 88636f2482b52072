#pragma once
// The operation that answers a SELECT over the catalog, on a thread of its own.

#include "app/catalog/sql_console.h"
#include "engines/kit/operation.h"
#include "engines/kit/ports.h"

namespace nautilus::composition {

[[nodiscard]] kit::Operation sqlOperation(catalog::SqlConsole& console, kit::Driver& driver,
                                          const kit::Catalog& catalog);

} // namespace nautilus::composition
