; The installer of Zlot for Windows, for one person and without an administrator. The script gives VERSION,
; NUMBERS, FROM (the folder with what is installed), SIZE (in KB) and OUT.
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS all
SetCompressor /SOLID lzma
SetCompressorDictSize 64
SetDateSave off

!include MUI2.nsh
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\pl.zlot.desktop"
!define KIND "Software\Classes\Zlot.File"

Name "Zlot"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\Zlot"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "Zlot ${VERSION}"

VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "Zlot"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Instalator programu Zlot"
VIAddVersionKey LegalCopyright "${HOLDER}"

!define MUI_ICON "${PARTS}/zlot.ico"
!define MUI_UNICON "${PARTS}/zlot.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\zlot.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first is taken where Windows speaks neither.
!insertmacro MUI_LANGUAGE "Polish"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_POLISH} "Zlot jest otwarty. Zamknij go i spróbuj ponownie."
LangString RUNNING ${LANG_ENGLISH} "Zlot is open. Close it, then try again."
LangString KEPT ${LANG_POLISH} "Zlot usunięty. Twoje dane zostały tam, gdzie były:$\r$\n$\r$\n$APPDATA\zlot$\r$\n$\r$\nUstawienia są w $APPDATA\fyne\pl.zlot.desktop. Jeżeli danych już nie potrzebujesz, usuń te foldery."
LangString KEPT ${LANG_ENGLISH} "Zlot was removed. Your data are where they were:$\r$\n$\r$\n$APPDATA\zlot$\r$\n$\r$\nThe settings are in $APPDATA\fyne\pl.zlot.desktop. If you need the data no more, delete these folders."
LangString FILEKIND ${LANG_POLISH} "Plik wydarzenia Zlot"
LangString FILEKIND ${LANG_ENGLISH} "Zlot event file"
LangString WIN10 ${LANG_POLISH} "Zlot potrzebuje systemu Windows 10 albo nowszego."
LangString WIN10 ${LANG_ENGLISH} "Zlot needs Windows 10 or newer."

!include WinVer.nsh

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_OK|MB_ICONSTOP "$(WIN10)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}
FunctionEnd

; A program that runs cannot be written over: it would be left half exchanged.
!macro REFUSE_WHILE_OPEN
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\zlot.exe"
    FileOpen $0 "$INSTDIR\zlot.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONSTOP "$(RUNNING)" /SD IDOK
      SetErrorLevel 4
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_OPEN
  SetOutPath "$INSTDIR"
  File "${FROM}/zlot.exe"
  File "${FROM}/LICENCES.txt"
  File "${FROM}/LICENSE.txt"
  File "${FROM}/COMPAT.txt"
  File "${FROM}/README.txt"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\Zlot.lnk" "$INSTDIR\zlot.exe"

  WriteRegStr HKCU "${KIND}" "" "$(FILEKIND)"
  WriteRegStr HKCU "${KIND}\DefaultIcon" "" "$INSTDIR\zlot.exe,0"
  WriteRegStr HKCU "${KIND}\shell\open\command" "" '"$INSTDIR\zlot.exe" "%1"'
  WriteRegStr HKCU "Software\Classes\.zlot" "" "Zlot.File"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  WriteRegStr HKCU "${KEY}" "DisplayName" "Zlot"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "Publisher" "Zlot"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\zlot.exe,0"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_OPEN
  Delete "$INSTDIR\zlot.exe"
  Delete "$INSTDIR\LICENCES.txt"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\COMPAT.txt"
  Delete "$INSTDIR\README.txt"
  Delete "$INSTDIR\uninstall.exe"
  ; Only when nothing of somebody else's lies there, such as Mesa's opengl32.dll.
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Zlot.lnk"
  DeleteRegKey HKCU "${KIND}"
  DeleteRegKey HKCU "Software\Classes\.zlot"
  DeleteRegKey HKCU "${KEY}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  MessageBox MB_OK|MB_ICONINFORMATION "$(KEPT)" /SD IDOK
SectionEnd
