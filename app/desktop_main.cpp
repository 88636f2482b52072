// nautilus-workstation: the desktop with the engines and the API inside.

#include "app/composition/desktop_app.h"
#include "app/composition/process.h"

int main(int argc, char** argv) {
    if (!nautilus::composition::prepareProcess()) return 1;
    return nautilus::composition::runDesktop(argc, argv);
}
