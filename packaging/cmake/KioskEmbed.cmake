# Run as a script: cmake -DFOLDER=… -DOUT=… -P KioskEmbed.cmake
# Writes a C++ file that holds every page of FOLDER: phone.html as "/", staff.html as "/staff", the rest as "/web/<name>".
file(GLOB pages ${FOLDER}/*.html ${FOLDER}/*.css ${FOLDER}/*.js ${FOLDER}/*.svg)
list(SORT pages)
set(arrays "")
set(rows "")
set(number 0)
foreach(page ${pages})
  get_filename_component(name ${page} NAME)
  get_filename_component(ending ${page} LAST_EXT)
  if(name STREQUAL "phone.html")
    set(url "/")
  elseif(name STREQUAL "staff.html")
    set(url "/staff")
  else()
    set(url "/web/${name}")
  endif()
  if(ending STREQUAL ".html")
    set(type "text/html; charset=utf-8")
  elseif(ending STREQUAL ".css")
    set(type "text/css; charset=utf-8")
  elseif(ending STREQUAL ".svg")
    set(type "image/svg+xml")
  else()
    set(type "text/javascript; charset=utf-8")
  endif()
  file(READ ${page} bytes HEX)
  string(LENGTH "${bytes}" length)
  math(EXPR length "${length} / 2")
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(APPEND arrays "const unsigned char page${number}[] = {${bytes}};\n")
  string(APPEND rows "    {\"${url}\", \"${type}\", {reinterpret_cast<const char*>(page${number}), ${length}}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT} "// Made from kiosk/web by packaging/cmake/KioskEmbed.cmake.
#include \"kiosk/web_files.h\"

namespace kiosk {
namespace {
${arrays}
const EmbeddedFile pages[] = {
${rows}};
} // namespace

std::span<const EmbeddedFile> web_files() { return pages; }
} // namespace kiosk
")
