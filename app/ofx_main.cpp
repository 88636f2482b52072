#include "app/statement/ofx_program.h"

int main() {
    return nautilus::statement::runOfxProgram();
}
