import type { ErrorTexts } from './error-texts.ts'

export const en: ErrorTexts = {
  startAgain: 'Go back to the application and connect again from there.',
  removeAndAdd:
    'Remove the connection in the application and add it again, so that it registers afresh (mcp-remote: delete its folder ~/.mcp-auth).',
  closeTab: 'You can close this tab.',
  unknownRedirect: {
    title: 'This application asks for an answer at an unknown address',
    message: 'The address it wants you to be sent to is not one it has registered, so nothing was sent anywhere.',
    sent: 'Address sent',
    registered: 'Addresses registered'
  },
  gone: {
    expired: 'This request has expired.',
    already_approved: 'You have approved this request already, perhaps in another tab.',
    already_decided: 'This request was already answered.',
    other_browser: 'This request was started in another browser.'
  },
  alreadyConnected: 'Already connected',
  nothingToDecide: 'Nothing to decide here',
  stale: {
    title: 'Please look again',
    message: 'This page is out of date: it was shown to another account.',
    advice: 'Open the request again and check which account you are using.',
    link: 'Show the request again'
  },
  tooOften: {
    title: 'That was a little too often',
    message: 'Too many connections were started from here in a short time.',
    advice: 'Wait a minute, then try again from the application.'
  },
  refused: { title: 'This connection cannot be made' },
  unreadable: { title: 'This request makes no sense', message: 'Something in it is missing or malformed.' },
  broken: {
    title: 'Something went wrong here',
    message: 'The server could not answer.',
    advice: 'Wait a moment, then go back to the application and try again.'
  },
  reference: 'Reference'
}
