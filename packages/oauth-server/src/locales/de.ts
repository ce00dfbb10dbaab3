import type { ErrorTexts } from './error-texts.ts'

export const de: ErrorTexts = {
  startAgain: 'Gehen Sie zurück zur Anwendung und stellen Sie die Verbindung dort noch einmal her.',
  removeAndAdd:
    'Entfernen Sie die Verbindung in der Anwendung und fügen Sie sie neu hinzu, damit sie sich neu registriert (mcp-remote: den Ordner ~/.mcp-auth löschen).',
  closeTab: 'Sie können diesen Tab schließen.',
  unknownRedirect: {
    title: 'Diese Anwendung möchte die Antwort an eine unbekannte Adresse',
    message:
      'Die Adresse, an die Sie weitergeleitet werden sollen, hat die Anwendung nicht registriert. Es wurde nichts übermittelt.',
    sent: 'Übermittelte Adresse',
    registered: 'Registrierte Adressen'
  },
  gone: {
    expired: 'Diese Anfrage ist abgelaufen.',
    already_approved: 'Sie haben dieser Anfrage bereits zugestimmt, vielleicht in einem anderen Tab.',
    already_decided: 'Diese Anfrage wurde bereits beantwortet.',
    other_browser: 'Diese Anfrage wurde in einem anderen Browser begonnen.'
  },
  alreadyConnected: 'Bereits verbunden',
  nothingToDecide: 'Hier gibt es nichts zu entscheiden',
  stale: {
    title: 'Bitte sehen Sie noch einmal hin',
    message: 'Diese Seite ist veraltet: Sie wurde für ein anderes Konto angezeigt.',
    advice: 'Öffnen Sie die Anfrage noch einmal und prüfen Sie, welches Konto Sie verwenden.',
    link: 'Anfrage noch einmal anzeigen'
  },
  tooOften: {
    title: 'Das war etwas zu oft',
    message: 'Von hier wurden in kurzer Zeit zu viele Verbindungen begonnen.',
    advice: 'Warten Sie eine Minute und versuchen Sie es dann von der Anwendung aus noch einmal.'
  },
  refused: {
    title: 'Diese Verbindung kann nicht hergestellt werden',
    message: 'Die Anwendung hat eine Anfrage gestellt, die so nicht angenommen werden kann.',
    reported: 'Grund (englisch)'
  },
  unreadable: { title: 'Diese Anfrage ergibt keinen Sinn', message: 'Etwas darin fehlt oder ist fehlerhaft.' },
  broken: {
    title: 'Hier ist etwas schiefgegangen',
    message: 'Der Server konnte nicht antworten.',
    advice: 'Warten Sie einen Moment, gehen Sie dann zurück zur Anwendung und versuchen Sie es noch einmal.'
  },
  reference: 'Vorgangsnummer'
}
