# find_package(counterpoise): the targets counterpoise::counterpoise, the shared library, and counterpoise::static with the
# system's libraries that it needs. The prefix is where this file lies, so that the folder can be moved as a whole.
get_filename_component(_counterpoise_prefix "${CMAKE_CURRENT_LIST_DIR}/@UP@" ABSOLUTE)

if(NOT TARGET counterpoise::counterpoise)
  add_library(counterpoise::counterpoise SHARED IMPORTED)
  set_target_properties(counterpoise::counterpoise PROPERTIES
    IMPORTED_LOCATION "${_counterpoise_prefix}/@LIB@/@SHARED@"
    IMPORTED_SONAME "@SHARED@"
    INTERFACE_INCLUDE_DIRECTORIES "${_counterpoise_prefix}/include")

  add_library(counterpoise::static STATIC IMPORTED)
  set_target_properties(counterpoise::static PROPERTIES
    IMPORTED_LOCATION "${_counterpoise_prefix}/@LIB@/libcounterpoise.a"
    IMPORTED_LINK_INTERFACE_LANGUAGES C
    INTERFACE_INCLUDE_DIRECTORIES "${_counterpoise_prefix}/include"
    INTERFACE_LINK_LIBRARIES "@NATIVE@")
endif()

set(counterpoise_FOUND TRUE)
unset(_counterpoise_prefix)
