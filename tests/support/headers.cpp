// Nothing: precompiled headers want a source of their own. See tests/CMakeLists.txt.
int main() {}
