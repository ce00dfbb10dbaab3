/** What the licences of the data ask to be said where it is shown. */
export const attributions = {
  openStreetMap: '© OpenStreetMap contributors (ODbL)',
  google: 'Google Maps',
  openMeteo: 'Weather data by Open-Meteo.com (CC BY 4.0)',
  transitous: 'Transitous and the timetables’ publishers; © OpenStreetMap contributors'
} as const
