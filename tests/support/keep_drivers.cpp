// Only in sanitizer builds: what LeakSanitizer is to know of the libraries below us.
//
// Drivers stay loaded. Mesa keeps a few kilobytes from each loading for ever; while its library is loaded LeakSanitizer
// sees who holds them, once it is unloaded they look like leaks that nobody can name.
extern "C" int dlclose(void* handle) noexcept;
int dlclose(void*) noexcept { return 0; }

// SDL 2.26 keeps two small objects (96 bytes in all, however often a window is opened); libdbus, which it asks about the screen
// saver, keeps one where there is no bus.
extern "C" const char* __lsan_default_suppressions();
const char* __lsan_default_suppressions() { return "leak:libSDL2\nleak:libdbus-1"; }
