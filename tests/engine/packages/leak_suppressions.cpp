// For the leak sanitizer: librpm keeps its handle of sqlite when a database does not open
// (sqlite_Open() of 4.18 fails without sqlite_fini()), and its caller cannot free the handle.
extern "C" const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
  return "leak:libsqlite3.so\n";
}
