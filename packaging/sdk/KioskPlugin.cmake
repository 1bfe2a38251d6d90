# kiosk_add_plugin(NAME SOURCES … [UI] [WEB folder] [LINKS …])
#
# A plugin: the module NAME.so beside its plugin.json, which must lie beside the calling CMakeLists.txt, and with WEB a
# folder of pages that the kiosk serves as /p/NAME/…. UI links libkiosk-ui, for plugins that draw. The same call is used
# in the kiosk's own tree and by find_package(Kiosk).
#
# Built to     ${KIOSK_PLUGIN_OUTPUT_DIRECTORY}/NAME, or plugins/NAME in the build folder where that is not set
# Installed to PREFIX/lib/kiosk/plugins/NAME
# An undefined symbol is an error here, not at the event.
function(kiosk_add_plugin name)
  cmake_parse_arguments(P "UI" "WEB" "SOURCES;LINKS" ${ARGN})
  if(P_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "kiosk_add_plugin(${name}): what is \"${P_UNPARSED_ARGUMENTS}\"?")
  endif()
  add_library(${name} MODULE ${P_SOURCES})
  target_link_libraries(${name} PRIVATE Kiosk::plugin ${P_LINKS})
  if(P_UI)
    target_link_libraries(${name} PRIVATE Kiosk::ui)
  endif()
  target_link_options(${name} PRIVATE -Wl,-z,defs)
  if(KIOSK_PLUGIN_OUTPUT_DIRECTORY)
    set(dir ${KIOSK_PLUGIN_OUTPUT_DIRECTORY}/${name})
  else()
    set(dir ${CMAKE_CURRENT_BINARY_DIR}/plugins/${name})
  endif()
  # $ORIGIN/../..: from lib/kiosk/plugins/NAME to lib/kiosk, where libkiosk-ui.so lies.
  set_target_properties(${name} PROPERTIES
    PREFIX "" CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LIBRARY_OUTPUT_DIRECTORY ${dir} INSTALL_RPATH "$ORIGIN/../..")
  set(copied ${dir}/plugin.json)
  add_custom_command(OUTPUT ${dir}/plugin.json
    COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/plugin.json ${dir}/plugin.json
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/plugin.json)
  if(P_WEB)
    file(GLOB_RECURSE pages CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR}/${P_WEB} ${CMAKE_CURRENT_SOURCE_DIR}/${P_WEB}/*)
    foreach(page ${pages})
      add_custom_command(OUTPUT ${dir}/web/${page}
        COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/${P_WEB}/${page} ${dir}/web/${page}
        DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${P_WEB}/${page})
      list(APPEND copied ${dir}/web/${page})
    endforeach()
  endif()
  add_custom_target(${name}_files ALL DEPENDS ${copied})
  add_dependencies(${name} ${name}_files)
  install(TARGETS ${name} LIBRARY DESTINATION lib/kiosk/plugins/${name})
  install(FILES plugin.json DESTINATION lib/kiosk/plugins/${name})
  if(P_WEB)
    install(DIRECTORY ${P_WEB}/ DESTINATION lib/kiosk/plugins/${name}/web)
  endif()
endfunction()
