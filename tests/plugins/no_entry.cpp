// A library that is no source: it exports something else.

extern "C" int nautilus_source_v0() {
    return 0;
}
