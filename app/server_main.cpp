// nautilusd: the engines and the API without any widget library.

#include "app/cli/cli.h"
#include "app/composition/process.h"

int main(int argc, char** argv) {
    if (!nautilus::composition::prepareProcess()) return 1;
    const auto application = nautilus::cli::makeApplication(argc, argv);
    return nautilus::cli::run(argc, argv);
}
