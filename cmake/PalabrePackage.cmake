# palabre-hub_VERSION_ARCH.deb, made by `cpack --config build/release/CPackConfig.cmake` after tools/build:
# the command, the files that a site hosts, the unit, its configuration.
set(package "${CMAKE_SOURCE_DIR}/cmake/package")
install(TARGETS palabre RUNTIME DESTINATION bin COMPONENT hub)
# Hashed names change with every build; what a package takes is what lies there when it is made.
install(DIRECTORY "${CMAKE_SOURCE_DIR}/dist/" DESTINATION share/palabre/dist COMPONENT hub)
install(FILES "${package}/palabre-hub.service" DESTINATION /lib/systemd/system COMPONENT hub)
install(FILES "${package}/hub.json" DESTINATION /etc/palabre COMPONENT hub)
install(FILES docs/hub.md docs/hub-protocol.md docs/cluster.md "${package}/nginx.conf" LICENSE NOTICE
        THIRD-PARTY-NOTICES.md
        DESTINATION share/doc/palabre-hub COMPONENT hub)

set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL hub)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_CONTACT "the maintainers of Palabre")
set(CPACK_DEBIAN_HUB_PACKAGE_NAME palabre-hub)
set(CPACK_DEBIAN_HUB_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_HUB_PACKAGE_SECTION web)
set(CPACK_DEBIAN_HUB_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_HUB_PACKAGE_RECOMMENDS "nginx | apache2, ca-certificates")
set(CPACK_DEBIAN_HUB_DESCRIPTION "shares debates between their readers, live
 A hub accepts signed contributions to debates, makes them durable and passes
 them on, and serves the files of the widget that a page embeds.")
# The administrator's changes stay when the package is renewed.
file(WRITE "${CMAKE_BINARY_DIR}/package/conffiles" "/etc/palabre/hub.json\n")
set(CPACK_DEBIAN_HUB_PACKAGE_CONTROL_EXTRA "${CMAKE_BINARY_DIR}/package/conffiles")
set(CPACK_DEBIAN_HUB_PACKAGE_CONTROL_STRICT_PERMISSION ON)
include(CPack)
